import type { Connector } from '../../core/connector/connector.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { isPersonal, masked } from '../../core/record/personal.ts';
import { columnName, compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Row, RowSource } from '../../core/record/row.ts';
import type { NotedRecord, ShownCell } from '../../core/view/record-view.ts';

export interface ShowCellsOptions {
  readonly connector: Connector;
  readonly job: Matching;
  readonly source: RowSource;
  /** Off: values that may tell who a person is are masked. */
  readonly showPersonal: boolean;
}

/** Records that lie this close together are read in one go. */
const GAP = 64 * 1024;

/** Reads noted records, in the order of the file, back from it: their number and their cells. */
export async function showCells(
  noted: readonly NotedRecord[],
  options: ShowCellsOptions,
): Promise<{ record: number; cells: ShownCell[] }[]> {
  const cellsOf = cellReader(options);
  const shown: { record: number; cells: ShownCell[] }[] = [];
  for (const near of neighbours(noted)) {
    for await (const row of rowsOf(near, options.source)) shown.push({ record: row.record, cells: cellsOf(row) });
  }
  return shown;
}

/** Turns rows of a job's file into cells, each with the name of what it feeds. */
export function cellReader({ connector, job, source, showPersonal }: ShowCellsOptions): (row: Row) => ShownCell[] {
  const plan = compilePlan(connector.fields, source.header, job);
  const fed = new Map(plan.columns.map(({ index, field, suffix }) => [index, { field, suffix }]));
  return (row) =>
    source.header.map((column, index) => {
      const value = row.cells[index] ?? '';
      const feeds = fed.get(index);
      const isMasked = !showPersonal && value !== '' && mayTell(value, row, feeds?.field);
      return {
        column,
        value: isMasked ? masked(value) : value,
        field: feeds ? columnName(feeds.field, feeds.suffix) : null,
        isMasked,
      };
    });
}

/** Nobody knows what an ignored column holds, nor what stands where in a row that could not be read. */
function mayTell(value: string, row: Row, field: FieldSpec | undefined): boolean {
  return field === undefined || isPersonal(field) || row.fault !== undefined || value.includes('@');
}

function neighbours(noted: readonly NotedRecord[]): NotedRecord[][] {
  const groups: NotedRecord[][] = [];
  let last: NotedRecord | undefined;
  for (const record of noted) {
    if (last && record.start - last.end <= GAP) groups.at(-1)?.push(record);
    else groups.push([record]);
    last = record;
  }
  return groups;
}

async function* rowsOf(near: readonly NotedRecord[], source: RowSource): AsyncGenerator<Row> {
  const [first] = near;
  const last = near.at(-1);
  if (!first || !last) return;
  const wanted = new Set(near.map(({ record }) => record));
  for await (const rows of source.rows({ byte: first.start, record: first.record - 1, line: first.line }, last.end)) {
    yield* rows.filter(({ record }) => wanted.has(record));
  }
}
