import type { LogLine } from '../delivery/ledger.ts';
import { behaviorTable, CUSTOMERS } from './audience-database.ts';
import type { ParentSegmentChoice } from './parent-segment.ts';
import { sourceKey, sourceTables } from './source-tables.ts';

/** How far a running build has come. Each table that is copied or written is a step; the last step counts customers. */
export interface BuildProgress {
  readonly done: number;
  readonly steps: number;
  /** The table of the current step; null during the last step. */
  readonly table: string | null;
}

/** The progress according to the job's log since the build last started. */
export function buildProgress(
  choice: Pick<ParentSegmentChoice, 'engine' | 'master' | 'attributes' | 'behaviors'>,
  log: readonly Pick<LogLine, 'code'>[],
): BuildProgress {
  const copies = choice.engine === 'trino' ? sourceTables(choice).map(sourceKey) : [];
  const tables = [...copies, CUSTOMERS, ...choice.behaviors.map(({ name }) => behaviorTable(name))];
  const linesSinceStart = log.slice(log.findLastIndex(({ code }) => code === 'build_started') + 1);
  const done = linesSinceStart.filter(({ code }) => code === 'build_copied' || code === 'build_table').length;
  return { done, steps: tables.length + 1, table: tables[done] ?? null };
}
