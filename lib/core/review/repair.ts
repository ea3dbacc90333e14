import { isMissing, isSha256, trim } from '../clean.ts';
import type { Cell } from '../field.ts';
import type { PlannedColumn } from '../plan.ts';

/** What a repair may ask of the record around the value. */
export interface RepairFacts {
  /** Unix seconds that times are judged by. */
  readonly now: number;
  /** The trimmed text of the first column that feeds a field; undefined where there is none, or it is empty. */
  textOf(field: string): string | undefined;
}

/** A repair that cannot change what was meant: it is offered for all records that have one of these issues. */
export interface Repair {
  readonly name: string;
  readonly codes: ReadonlySet<string>;
  /** Whether what it repairs tells nobody apart: names of countries, words for a sex. Examples can then be shown. */
  readonly isAnonymous: boolean;
  /** The text as it should be; undefined where that is not beyond doubt. */
  fix(text: string, facts: RepairFacts): string | undefined;
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

/**
 * A cell's text as a repair makes it; undefined where there is nothing to repair, and where the field's own rule would
 * still refuse it. Hashes, missing values and lists in a cell are left alone.
 */
export function repairCell(
  repair: Repair,
  { column: { field }, text: cell }: { readonly column: PlannedColumn; readonly text: string },
  facts: RepairFacts,
  isIp: (text: string) => boolean,
): string | undefined {
  const text = trim(cell);
  const isList = field.shape === 'list' && text[0] === '[';
  if (isMissing(text) || isList || (field.hashed && isSha256(text))) return undefined;
  const hear = (heard: string) => {
    const listener = new Listener(facts.now, isIp);
    field.clean(heard, listener);
    return listener;
  };
  if (hear(text).codes.isDisjointFrom(repair.codes)) return undefined;
  const repaired = repair.fix(text, facts);
  if (repaired === undefined) return undefined;
  const after = hear(repaired);
  return after.hasError || !after.codes.isDisjointFrom(repair.codes) ? undefined : repaired;
}
