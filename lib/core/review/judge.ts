import type { Connector } from '../connector/connector.ts';
import { createCellRepair, type Repair } from '../connector/repair.ts';
import type { ByteEffects } from '../delivery/batch.ts';
import type { Issue } from '../issue.ts';
import { compilePlan, type Matching, type Plan } from '../record/plan.ts';
import { createPrepare, type PrepareEffects } from '../record/prepare.ts';
import type { Row } from '../record/row.ts';
import type { Fix } from './fix.ts';
import { createFixer, type FixedRow, factsReader } from './fixer.ts';
import type { TallyEntry } from './tally.ts';

export interface RecordCheckerOptions {
  readonly connector: Connector;
  readonly header: readonly string[];
  readonly matching: Matching;
  readonly fixes: readonly Fix[];
  readonly repairs: readonly Repair[];
  /** Unix seconds that times are judged by. */
  readonly now: number;
  /** Which record has each warning that is given once for a file; one that is missing goes to the first record that has it. */
  readonly toldAt: ReadonlyMap<string, number>;
  readonly effects: PrepareEffects & Pick<ByteEffects, 'bytesOf'>;
}

/** A record as it stands with every fix, and what is to be counted of it. */
export interface CheckedRecord extends FixedRow, TallyEntry {
  readonly issues: readonly Issue[];
  /** Codes of its warnings that are given once for a file, whether they are given at this record or at another one. */
  readonly once: readonly string[];
}

export interface RecordChecker {
  readonly plan: Plan;
  check(row: Row): CheckedRecord;
  /** A cell's text as a repair of this name would make it; undefined where it would not. */
  tryRepair(name: string, index: number, row: Row): string | undefined;
}

/** What names a repair of a column, where repairs are counted. */
export function repairKey(repair: string, column: string): string {
  return `${repair} ${column}`;
}

/** Makes what judges the rows of a file before it is sent, by the same plan and rules as the job that sends it. */
export function createRecordChecker(options: RecordCheckerOptions): RecordChecker {
  const { connector, header, matching, repairs, now, toldAt, effects } = options;
  const plan = compilePlan(connector.fields, header, matching);
  const { recordRules: rules, oncePerFile } = connector;
  // Every record tells all that it has, so that what can be repaired of it is known; what is given once is chosen below.
  const prepare = createPrepare({ plan, rules, oncePerFile: NONE, now, effects });
  const told = new Map(toldAt);
  const { isIp } = effects;
  const fixer = createFixer({ ...options, plan, isIp });
  const factsOf = factsReader({ plan, now });
  const repaired = createCellRepair(repairs, isIp);
  const tryRepair = (repair: Repair | undefined, index: number, { cells }: Row) => {
    const column = plan.columns.find((planned) => planned.index === index);
    if (!repair || !column) return undefined;
    return repaired(repair, { column, text: cells[index] ?? '' }, factsOf(cells));
  };
  const repairsOf = repairsByCode(repairs);
  const waiting = (row: Row, issues: readonly Issue[]): string[] =>
    issues.flatMap(({ code, column }) => {
      const index = column === null ? -1 : header.indexOf(column);
      return (repairsOf.get(code) ?? [])
        .filter((repair) => tryRepair(repair, index, row) !== undefined)
        .map(({ name }) => repairKey(name, column ?? ''));
    });
  return {
    plan,
    check(original) {
      const fixed = fixer(original);
      const { row, isLeftOut } = fixed;
      const { event, errors, warnings } = prepare(row);
      const all = [...errors, ...warnings];
      const once = isLeftOut ? [] : codesAmong(warnings, oncePerFile);
      for (const code of once) if (!told.has(code)) told.set(code, row.record);
      const given = warnings.filter(({ code }) => !oncePerFile.has(code) || told.get(code) === row.record);
      const standing = standingOf(fixed, errors, given);
      const bytes = standing === 'ready' || standing === 'warned' ? effects.bytesOf(JSON.stringify(event)) : 0;
      const wanted = isLeftOut || all.length === 0 ? [] : [...new Set(waiting(row, all))];
      return { ...fixed, status: standing, event, bytes, issues: [...errors, ...given], once, repairs: wanted };
    },
    tryRepair: (name, index, row) =>
      tryRepair(
        repairs.find((repair) => repair.name === name),
        index,
        row,
      ),
  };
}

const NONE: ReadonlySet<string> = new Set();

function repairsByCode(repairs: readonly Repair[]): ReadonlyMap<string, readonly Repair[]> {
  const codes = new Set(repairs.flatMap((repair) => [...repair.codes]));
  return new Map([...codes].map((code) => [code, repairs.filter((repair) => repair.codes.has(code))]));
}

function codesAmong(issues: readonly Issue[], codes: ReadonlySet<string>): readonly string[] {
  return issues.flatMap(({ code }) => (codes.has(code) ? [code] : []));
}

function standingOf(
  { isLeftOut }: FixedRow,
  errors: readonly Issue[],
  warnings: readonly Issue[],
): TallyEntry['status'] {
  if (isLeftOut) return 'left_out';
  if (errors.length > 0) return 'invalid';
  return warnings.length > 0 ? 'warned' : 'ready';
}
