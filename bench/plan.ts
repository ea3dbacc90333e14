/** Sizes of the workloads. */
export interface BenchPlan {
  readonly rounds: number;
  /** Records of the file for the single thread and the naive design. */
  readonly coreRecords: number;
  readonly records: number;
  readonly manyRecords: number;
  /** Records of the file in which every record is repaired. */
  readonly repairedRecords: number;
  /** Rows of the largest workbook. */
  readonly workbookRows: number;
  readonly pacedRecords: number;
  readonly pacedRounds: number;
  readonly uploadMegabytes: number;
  /** Customers of the parent segment, and rows of its behavior. */
  readonly customers: number;
  readonly behaviorRows: number;
}

export const WHOLE: BenchPlan = {
  rounds: 5,
  coreRecords: 300_000,
  records: 1_000_000,
  manyRecords: 10_000_000,
  repairedRecords: 60_000,
  workbookRows: 100_000,
  pacedRecords: 2_000_000,
  pacedRounds: 3,
  uploadMegabytes: 1000,
  customers: 1_000_000,
  behaviorRows: 10_000_000,
};

/**
 * For a quick run during development; its figures are not to be quoted. An export has to take more than two seconds,
 * because it is sampled once a second.
 */
export const SMOKE: BenchPlan = {
  rounds: 1,
  coreRecords: 50_000,
  records: 400_000,
  manyRecords: 800_000,
  repairedRecords: 60_000,
  workbookRows: 10_000,
  pacedRecords: 500_000,
  pacedRounds: 1,
  uploadMegabytes: 50,
  customers: 100_000,
  behaviorRows: 1_000_000,
};

const CALLS = 5000 / 60;

/**
 * Events a second of the naive design on one thread of the machine for which the speed targets were set. For other
 * machines, the targets are scaled (decision 058).
 */
export const REFERENCE_RATE = 42_000;

/** What Pinterest accepts per second: 5,000 calls a minute with 1,000 events each. */
export const CEILING = { calls: CALLS, events: CALLS * 1000 };
