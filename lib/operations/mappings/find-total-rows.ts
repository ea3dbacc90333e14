import { connectorOf } from '../../connectors/registry.ts';
import { isLeftOut } from '../../core/issue.ts';
import { createPrepare } from '../../core/preparation/prepare.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { type Selection, selectionOf } from '../../core/record/selection.ts';
import { isTotal, lastFilledRow } from '../../core/upload/total-row.ts';
import type { Upload } from '../../core/upload/upload.ts';

export type FileToSearch = Pick<Upload, 'format' | 'header' | 'start' | 'spoolBytes'>;

export interface FindTotalRowsOptions {
  /** The rows of the file, without its fixes. */
  readonly source: RowSource;
  readonly effects: PrepareEffects;
}

/** Long enough for the last row of almost every spreadsheet. */
const TAIL_BYTES = 64_000;

/** More total rows than a file of several exports has: if there are more, only the last row is one. */
const MAX_TOTAL_ROWS = 1000;

/**
 * The records that are total rows, and invalid with this mapping; empty if the last row of the file is not a total. Of
 * several exports in one file, each can end with a total. Reads the whole file only if its end looks like a total.
 */
export async function findTotalRows(
  { format, header, start, spoolBytes }: FileToSearch,
  { connector: type, mapping, constants, now }: Matching & { readonly connector: string; readonly now: number },
  { source, effects }: FindTotalRowsOptions,
): Promise<Selection> {
  if (format === 'jsonl') return [];
  const byte = spoolBytes - TAIL_BYTES;
  // The numbers of these rows are not known, and not needed: only the cells of the last one are checked.
  const lastInTail = byte > start.byte ? (await totalRows(source, { byte, record: 0, line: 1 })).last : undefined;
  if (lastInTail && !isTotal(lastInTail)) return [];
  const { last, totals } = await totalRows(source, start);
  if (!last || !isTotal(last)) return [];
  const connector = connectorOf(type);
  const plan = compilePlan(connector.fields, header, { mapping, constants });
  const { recordRules: rules, oncePerFile } = connector;
  const prepare = createPrepare({ plan, rules, oncePerFile, now, effects });
  const isInvalid = (row: Row) => {
    const { errors } = prepare(row);
    return errors.length > 0 && !isLeftOut(errors);
  };
  if (!isInvalid(last)) return [];
  const found = totals.length > MAX_TOTAL_ROWS ? [last] : totals.filter(isInvalid);
  return selectionOf(found.map(({ record }) => record));
}

/**
 * The last row that is not blank, as spreadsheets write blank ones after their last row, and the rows that look like
 * totals, up to one more than the maximum.
 */
async function totalRows(source: RowSource, from: Cursor): Promise<{ last: Row | undefined; totals: readonly Row[] }> {
  let last: Row | undefined;
  const totals: Row[] = [];
  for await (const block of source.rows(from)) {
    last = lastFilledRow(block) ?? last;
    for (const row of block.rows) if (totals.length <= MAX_TOTAL_ROWS && isTotal(row)) totals.push(row);
  }
  return { last, totals };
}
