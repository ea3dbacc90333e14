import type { Connector } from '../core/connector.ts';
import type { JsonObject } from '../core/field.ts';
import type { Issue } from '../core/issue.ts';
import type { Job, Outcome } from '../core/job.ts';
import { compilePlan } from '../core/plan.ts';
import { createPrepare, type PrepareEffects } from '../core/prepare.ts';
import type { NotedRecord } from '../core/record-view.ts';
import type { RowSource } from './export-run/run.ts';

/** A record as a person looks at it: what the file says, what is sent of it, and all that is to be said about it. */
export interface ShownRecord {
  readonly record: number;
  readonly line: number;
  readonly status: Outcome;
  readonly issues: readonly Issue[];
  readonly cells: readonly { readonly column: string; readonly value: string; readonly field: string | null }[];
  /** As it was or would be sent; null for an invalid record. */
  readonly event: JsonObject | null;
}

export interface ShowRecordOptions {
  readonly connector: Connector;
  readonly job: Job;
  readonly noted: NotedRecord;
  readonly source: RowSource;
  readonly effects: PrepareEffects;
}

/** Reads one noted record back from the file, and builds its event as the job does. */
export async function showRecord({ connector, job, noted, source, effects }: ShowRecordOptions): Promise<ShownRecord> {
  const plan = compilePlan(connector.fields, source.header, job.mapping);
  const { recordRules: rules, oncePerFile } = connector;
  const prepare = createPrepare({ plan, rules, oncePerFile, now: job.referenceTime, effects });
  const { record, line, status, issues, start, end } = noted;
  const fieldOf = new Map(plan.columns.map(({ index, field }) => [index, field.name]));
  for await (const [row] of source.rows({ byte: start, record: record - 1, line }, end)) {
    if (!row) break;
    const { event, errors } = prepare(row);
    const cells = source.header.map((column, index) => ({
      column,
      value: row.cells[index] ?? '',
      field: fieldOf.get(index) ?? null,
    }));
    return { record, line, status, issues, cells, event: errors.length > 0 ? null : event };
  }
  return { record, line, status, issues, cells: [], event: null };
}
