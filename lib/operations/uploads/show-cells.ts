import type { Connector } from '../../core/connector/connector.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { masked, mayIdentify } from '../../core/record/personal.ts';
import { columnName, columnsByIndex, compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Row } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { NotedRecord, ShownCell } from '../../core/view/record-view.ts';

export interface ShowCellsOptions {
  readonly connector: Connector;
  readonly job: Matching;
  readonly source: RowSource;
  /** Whether personal values are shown; if false, they are masked. */
  readonly showPersonal: boolean;
}

/** Records at most this many bytes apart are read together. */
const MAX_GAP_BYTES = 64 * 1024;

/** Reads the cells of noted records from the file. `noted` must be in file order. */
export async function showCells(
  noted: readonly NotedRecord[],
  options: ShowCellsOptions,
): Promise<{ record: number; cells: ShownCell[] }[]> {
  const cellsOf = cellReader(options);
  const shown: { record: number; cells: ShownCell[] }[] = [];
  for (const group of groupNeighbors(noted)) {
    for await (const row of rowsOf(group, options.source)) shown.push({ record: row.record, cells: cellsOf(row) });
  }
  return shown;
}

/** The constants of a job as cells, in the order of its fields. */
export function constantCells({ connector, job, source, showPersonal }: ShowCellsOptions): ShownCell[] {
  return compilePlan(connector.fields, source.header, job).columns.flatMap(({ column, field, suffix, constant }) => {
    if (constant === undefined) return [];
    const isMasked = !showPersonal && mayIdentify(constant, field);
    return [{ column, value: isMasked ? masked(constant) : constant, field: columnName(field, suffix), isMasked }];
  });
}

/** Makes the function that turns a row of a job's file into cells with their field names. */
export function cellReader({ connector, job, source, showPersonal }: ShowCellsOptions): (row: Row) => ShownCell[] {
  const plan = compilePlan(connector.fields, source.header, job);
  const plannedByIndex = columnsByIndex(plan);
  return (row) =>
    source.header.map((column, index) => {
      const value = row.cells[index] ?? '';
      const [first, ...others] = plannedByIndex.get(index) ?? [];
      const isPersonalCell = [first, ...others].some((planned) => mayBePersonal(value, row, planned?.field));
      const isMasked = !showPersonal && value !== '' && isPersonalCell;
      return {
        column,
        value: isMasked ? masked(value) : value,
        field: first ? columnName(first.field, first.suffix) : null,
        isMasked,
      };
    });
}

/** Whether a cell may be personal: also any cell of a malformed row, because it may belong to another column. */
function mayBePersonal(value: string, row: Row, field: FieldSpec | undefined): boolean {
  return row.fault !== undefined || mayIdentify(value, field);
}

function groupNeighbors(noted: readonly NotedRecord[]): NotedRecord[][] {
  const groups: NotedRecord[][] = [];
  let last: NotedRecord | undefined;
  for (const record of noted) {
    if (last && record.start - last.end <= MAX_GAP_BYTES) groups.at(-1)?.push(record);
    else groups.push([record]);
    last = record;
  }
  return groups;
}

async function* rowsOf(group: readonly NotedRecord[], source: RowSource): AsyncGenerator<Row> {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return;
  const wantedNumbers = new Set(group.map(({ record }) => record));
  for await (const block of source.rows({ byte: first.start, record: first.record - 1, line: first.line }, last.end)) {
    yield* block.select((index) => wantedNumbers.has(block.recordOf(index))).rows;
  }
}
