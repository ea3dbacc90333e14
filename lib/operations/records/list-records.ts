import type { Connector } from '../../core/connector/connector.ts';
import type { Job } from '../../core/job/job.ts';
import { fieldGlyph } from '../../core/query/field-glyph.ts';
import { columnName, compilePlan, type PlannedColumn } from '../../core/record/plan.ts';
import type { RecordQuery } from '../../core/view/record-query.ts';
import type { NotedRecord, RecordFilter } from '../../core/view/record-view.ts';

export interface ListRecordsOptions {
  readonly job: Pick<Job, 'id' | 'mapping' | 'constants'>;
  readonly connector: Connector;
  readonly header: readonly string[];
  readonly query: RecordQuery;
  readonly limit: number;
  readonly records: {
    page(job: number, filter: RecordFilter, after: number, limit: number): Promise<readonly NotedRecord[]>;
    pageBefore(job: number, filter: RecordFilter, after: number, limit: number): Promise<number>;
    count(job: number, filter: RecordFilter, until?: number): Promise<number>;
  };
}

/** A page of the matching records of a job, its range among all of them, and the mapped columns. */
export async function listRecords({ job, connector, header, query, limit, records }: ListRecordsOptions) {
  const { after, record: _, ...filter } = query;
  const pageAndNext = await records.page(job.id, filter, after, limit + 1);
  const page = pageAndNext.slice(0, limit);
  const before = after === 0 ? 0 : await records.count(job.id, filter, after);
  const { columns } = compilePlan(connector.fields, header, job);
  const listed = listedColumns(columns);
  const requestedColumn = listed.filter(({ column }) => column === query.column);
  const otherColumns = listed.filter(({ column }) => column !== query.column);
  return {
    records: page.map(({ record, line, status, issues }) => ({ record, line, status, issues })),
    columns: [...requestedColumn, ...otherColumns],
    range: {
      total: await records.count(job.id, filter),
      first: before + 1,
      last: before + page.length,
      previousAfter: before === 0 ? undefined : await records.pageBefore(job.id, filter, after, limit),
      nextAfter: pageAndNext.length > limit ? page.at(-1)?.record : undefined,
    },
  };
}

/**
 * Each mapped column and constant once, with all fields that it feeds, and the glyph of the first. A constant may have
 * the name of a column that feeds another field.
 */
function listedColumns(columns: readonly PlannedColumn[]) {
  return [...Map.groupBy(columns, ({ constant }) => constant !== undefined)].flatMap(([isConstant, ofKind]) =>
    [...Map.groupBy(ofKind, ({ column }) => column)].map(([column, plannedColumns]) => ({
      column,
      fields: plannedColumns.map(({ field, suffix }) => columnName(field, suffix)),
      isConstant,
      glyph: plannedColumns[0] ? fieldGlyph(plannedColumns[0].field) : '',
    })),
  );
}
