import { UserError } from '../../core/errors.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { byteOrderMarkLength } from '../csv/detect.ts';
import { withLikelyEncoding } from '../csv/encoding-faults.ts';
import { type ReadOptions, readChunks, scanRows } from '../rows/read-rows.ts';
import { CellReader, ColumnFinder } from './columns.ts';
import { JsonlScanner } from './scanner.ts';

export interface ReadObjectsOptions extends ReadOptions {
  readonly header: readonly string[];
  readonly from: Cursor;
}

/**
 * Finds the columns of a JSON Lines spool. Reads the whole file, because any line may have a member that no line before
 * it has. Throws a UserError if there are too many columns or no objects.
 */
export async function findColumns(spool: string): Promise<{ header: string[]; cursor: Cursor }> {
  const cursor = await startOf(spool);
  const finder = new ColumnFinder();
  let hasRows = false;
  for await (const rows of scanRows(spool, new JsonlScanner(finder, cursor))) hasRows ||= rows.length > 0;
  if (!hasRows) throw new UserError('file_empty');
  if (!finder.hasObject) throw new UserError('json_no_objects');
  return { header: finder.header, cursor };
}

/** The rows of a spool from a cursor, like `readRows` for CSV. */
export function readObjects(spool: string, options: ReadObjectsOptions): AsyncGenerator<RowBlock, void> {
  const { header, from } = options;
  return withLikelyEncoding(scanRows(spool, new JsonlScanner(new CellReader(header), from), options), spool);
}

/** A web page, or XML of Excel 2003. Many shop systems export these with the file name of a workbook. */
const MARKUP = /^<(?:!doctype|!--|\?xml|html|head|meta|style|body|table|div)[\s>]/i;
/** The beginning of a line with an object that has a member, or is empty. */
const OBJECT = /^\{[ \t]*(?:"|\}$)/;
/** The first line of an object over several lines, or of an array of objects. */
const OTHER_JSON = /^(?:\{$|\[[ \t]*(?:\{[ \t]*(?:"|$)|\]?$))/;

/**
 * The kind of a spool, judged by its first line: JSON Lines, other JSON (an array, or an object over several lines),
 * HTML or XML, or none of them.
 */
export async function kindOf(spool: string): Promise<'objects' | 'other json' | 'markup' | 'other'> {
  const line = await firstLine(spool);
  if (MARKUP.test(`${line}\n`)) return 'markup';
  if (OBJECT.test(line)) return 'objects';
  return OTHER_JSON.test(line) ? 'other json' : 'other';
}

async function startOf(spool: string): Promise<Cursor> {
  for await (const chunk of readChunks(spool)) return { byte: byteOrderMarkLength(chunk), record: 0, line: 1 };
  throw new UserError('file_empty');
}

/** The first non-blank line, trimmed, up to the maximum size of a record. */
async function firstLine(spool: string): Promise<string> {
  let text = '';
  for await (const chunk of readChunks(spool)) {
    // Decoded as latin1, because only ASCII characters matter.
    text = (text + chunk.toString('latin1')).replace(/^(?:\u00ef\u00bb\u00bf)?[ \t\r\n]+/, '');
    if (text.includes('\n') || text.length > MAX_RECORD_BYTES) break;
  }
  return (text.split('\n', 1)[0] ?? '').replace(/^\u00ef\u00bb\u00bf/, '').trim();
}
