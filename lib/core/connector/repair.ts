import { isMissing, isSha256, trim } from '../record/clean.ts';
import type { Cell } from '../record/field.ts';
import type { PlannedColumn } from '../record/plan.ts';

/** What a repair may ask of the record around the value. */
export interface RepairFacts {
  /** Unix seconds that times are judged by. */
  readonly now: number;
  /** The trimmed text of the first column that feeds a field; undefined where there is none, or it is empty. */
  textOf(field: string): string | undefined;
}

/**
 * safe: it cannot change what was meant. choice: one of several ways to read a text, which a person chooses.
 * omission: the value is left out of what is sent, where no safe repair helps.
 */
export type RepairKind = 'safe' | 'choice' | 'omission';

/** A repair that is offered for all records that have one of these issues. */
export interface Repair {
  readonly name: string;
  readonly kind: RepairKind;
  /** What a person has to say for it to be made; what comes of it is told by `fix`. */
  readonly asks?: 'time_zone';
  readonly codes: ReadonlySet<string>;
  /** Whether what it repairs tells nobody apart: names of countries, words for a sex. Examples can then be shown. */
  readonly isAnonymous: boolean;
  /**
   * The repaired text; undefined if the repair is not certain. `answer` is the user's answer; without it, a repair that
   * needs one only tells whether it applies.
   */
  fix(text: string, facts: RepairFacts, answer: string | undefined): string | undefined;
}

/** What a field's rule says of a text, whatever it makes of it. */
class Listener implements Cell {
  readonly now: number;
  readonly isIp: (text: string) => boolean;
  readonly codes = new Set<string>();
  hasError = false;

  constructor(now: number, isIp: (text: string) => boolean) {
    this.now = now;
    this.isIp = isIp;
  }

  error(code: string): undefined {
    this.hasError = true;
    this.codes.add(code);
  }

  warn(code: string): void {
    this.codes.add(code);
  }
}

/** The patterns of repairs may take time by the square of a text's length, and no value that they repair is as long. */
const LONGEST_REPAIRED = 1000;

export interface RepairedCell {
  readonly column: PlannedColumn;
  readonly text: string;
  /** What a person said to a repair that asks. */
  readonly answer?: string | undefined;
}

/**
 * Makes what gives a cell's text as a repair makes it, as `repairCell` does. No person has to choose what a safe repair of
 * the same issue does by itself.
 */
export function createRepairing(
  repairs: readonly Repair[],
  isIp: (text: string) => boolean,
): (repair: Repair, cell: RepairedCell, facts: RepairFacts) => string | undefined {
  const safe = repairs.filter(({ kind }) => kind === 'safe');
  return (repair, cell, facts) => {
    const repaired = repairCell(repair, cell, facts, isIp);
    if (repaired === undefined || repair.kind === 'safe') return repaired;
    const rivals = safe.filter(({ codes }) => !codes.isDisjointFrom(repair.codes));
    return rivals.some((rival) => repairCell(rival, cell, facts, isIp) !== undefined) ? undefined : repaired;
  };
}

/**
 * A cell's text as a repair makes it; undefined where there is nothing to repair, and where the field's own rule would
 * still refuse it. Hashes, missing values and lists in a cell are left alone, and long texts are at most left out; a
 * required value is never left out.
 */
export function repairCell(
  repair: Repair,
  { column: { field }, text: cell, answer }: RepairedCell,
  facts: RepairFacts,
  isIp: (text: string) => boolean,
): string | undefined {
  const text = trim(cell);
  const isList = field.shape === 'list' && text[0] === '[';
  if (repair.kind !== 'omission' && text.length > LONGEST_REPAIRED) return undefined;
  if (isMissing(text) || isList || (field.hashed && isSha256(text))) return undefined;
  const hear = (heard: string) => {
    const listener = new Listener(facts.now, isIp);
    if (field.clean(heard, listener) === '' && field.hashed) listener.error('nothing_left');
    return listener;
  };
  if (hear(text).codes.isDisjointFrom(repair.codes)) return undefined;
  const repaired = repair.fix(text, facts, answer);
  if (repaired === undefined) return undefined;
  if (repair.kind === 'omission') return field.required ? undefined : repaired;
  const after = hear(repaired);
  return after.hasError || !after.codes.isDisjointFrom(repair.codes) ? undefined : repaired;
}
