import { connectorOf } from '../../connectors/registry.ts';
import { isLeftOut } from '../../core/issue.ts';
import { createPrepare } from '../../core/preparation/prepare.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { isTotal, lastFilledRow } from '../../core/upload/total-row.ts';
import type { Upload } from '../../core/upload/upload.ts';

export type FileToSearch = Pick<Upload, 'format' | 'header' | 'start' | 'spoolBytes'>;

export interface FindTotalRowOptions {
  /** The rows of the file, without its fixes. */
  readonly source: RowSource;
  readonly effects: PrepareEffects;
}

/** Long enough for the last row of almost every spreadsheet. */
const TAIL_BYTES = 64_000;

/**
 * The number of the record that is a total row at the end of a file, if it is invalid with this mapping; undefined if
 * there is none. Reads the whole file only if its end looks like a total.
 */
export async function findTotalRow(
  { format, header, start, spoolBytes }: FileToSearch,
  { connector: type, mapping, constants, now }: Matching & { readonly connector: string; readonly now: number },
  { source, effects }: FindTotalRowOptions,
): Promise<number | undefined> {
  if (format === 'jsonl') return undefined;
  const byte = spoolBytes - TAIL_BYTES;
  // The numbers of these rows are not known, and not needed: only the cells of the last one are checked.
  const lastInTail = byte > start.byte ? await lastRow(source, { byte, record: 0, line: 1 }) : undefined;
  if (lastInTail && !isTotal(lastInTail)) return undefined;
  const last = await lastRow(source, start);
  if (!last || !isTotal(last)) return undefined;
  const connector = connectorOf(type);
  const plan = compilePlan(connector.fields, header, { mapping, constants });
  const { recordRules: rules, oncePerFile } = connector;
  const { errors } = createPrepare({ plan, rules, oncePerFile, now, effects })(last);
  return errors.length > 0 && !isLeftOut(errors) ? last.record : undefined;
}

/** The last row that is not blank: spreadsheets write blank ones after their last row. */
async function lastRow(source: RowSource, from: Cursor): Promise<Row | undefined> {
  let last: Row | undefined;
  for await (const block of source.rows(from)) last = lastFilledRow(block) ?? last;
  return last;
}
