import type { Connector } from '../connector/connector.ts';
import type { Issue } from '../issue.ts';

/** Counts of a file's records, updated record by record. The records of each error are counted in the database. */
export interface Tally {
  readonly ready: number;
  readonly invalid: number;
  /** Ready, with a warning. */
  readonly warned: number;
  readonly leftOut: number;
  /** UTF-8 bytes of the ready events as JSON. */
  readonly bytes: number;
  /** Ready records that are so old that the receiving service counts them only as offline events. */
  readonly late: number;
  /** For each identifier of the connector, in the connector's order: the number of ready events that have it. */
  readonly keys: readonly number[];
  /** Records to which a repair applies, by repair and column. */
  readonly repairs: Readonly<Record<string, number>>;
  /** Warned records, by code and column of their warnings. */
  readonly warnings: Readonly<Record<string, number>>;
}

export const EMPTY_TALLY: Tally = {
  ready: 0,
  invalid: 0,
  warned: 0,
  leftOut: 0,
  bytes: 0,
  late: 0,
  keys: [],
  repairs: {},
  warnings: {},
};

/** The key by which warnings are counted. */
export function warningKey({ code, column }: { readonly code: string; readonly column: string | null }): string {
  return `${code} ${column ?? ''}`;
}

/** The sum of the tallies of two sections of a file. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    ready: a.ready + b.ready,
    invalid: a.invalid + b.invalid,
    warned: a.warned + b.warned,
    leftOut: a.leftOut + b.leftOut,
    bytes: a.bytes + b.bytes,
    late: a.late + b.late,
    keys: b.keys.map((records, index) => records + (a.keys[index] ?? 0)),
    repairs: addCounts(a.repairs, b.repairs),
    warnings: addCounts(a.warnings, b.warnings),
  };
}

type Counts = Readonly<Record<string, number>>;

function addCounts(a: Counts, b: Counts): Counts {
  const sum: Record<string, number> = { ...a };
  for (const [key, records] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + records;
  return sum;
}

export interface CountedRecord {
  readonly status: 'ready' | 'warned' | 'invalid' | 'left_out';
  /** The identifiers that the event has: their indexes in the connector's list. */
  readonly keys: readonly number[];
  readonly isLate: boolean;
  readonly bytes: number;
  readonly repairs: readonly string[];
  readonly issues: readonly Issue[];
}

/** Adds records to a tally, and subtracts a record before it is checked again. */
export class TallyCounter {
  readonly #counts = { ready: 0, invalid: 0, warned: 0, leftOut: 0, bytes: 0, late: 0 };
  readonly #keys: number[];
  readonly #repairs: Map<string, number>;
  readonly #warnings: Map<string, number>;

  constructor({ identifiers }: Pick<Connector, 'identifiers'>, begin: Tally = EMPTY_TALLY) {
    const { keys, repairs, warnings, ...counts } = begin;
    Object.assign(this.#counts, counts);
    this.#keys = identifiers.map((_, index) => keys[index] ?? 0);
    this.#repairs = new Map(Object.entries(repairs));
    this.#warnings = new Map(Object.entries(warnings));
  }

  /** Adds a record with the change 1, and subtracts it with -1. */
  count({ status, keys, isLate, bytes, repairs, issues }: CountedRecord, change: 1 | -1): void {
    for (const repair of repairs) add(this.#repairs, repair, change);
    if (status === 'warned')
      for (const warning of new Set(issues.map(warningKey))) add(this.#warnings, warning, change);
    if (status === 'invalid') this.#counts.invalid += change;
    else if (status === 'left_out') this.#counts.leftOut += change;
    else {
      this.#counts.ready += change;
      this.#counts.bytes += change * bytes;
      if (status === 'warned') this.#counts.warned += change;
      if (isLate) this.#counts.late += change;
      for (const key of keys) this.#keys[key] = (this.#keys[key] ?? 0) + change;
    }
  }

  get tally(): Tally {
    return {
      ...this.#counts,
      keys: [...this.#keys],
      repairs: onlyPositive(this.#repairs),
      warnings: onlyPositive(this.#warnings),
    };
  }
}

function add(counts: Map<string, number>, key: string, change: 1 | -1): void {
  counts.set(key, (counts.get(key) ?? 0) + change);
}

function onlyPositive(counts: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries([...counts].filter(([, records]) => records > 0));
}
