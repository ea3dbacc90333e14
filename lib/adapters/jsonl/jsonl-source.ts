import { UserError } from '../../core/errors.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { byteOrderMarkLength } from '../csv/detect.ts';
import { type ReadOptions, readBlocks, scanRows } from '../rows/read-rows.ts';
import { CellReader, ColumnFinder } from './columns.ts';
import { JsonlScanner } from './scanner.ts';

export interface ReadObjectsOptions extends ReadOptions {
  readonly header: readonly string[];
  readonly from: Cursor;
}

/**
 * Finds the columns of a spool of JSON Lines: the names of all members, so the whole file is read. Throws a UserError
 * where there are too many of them, or no object at all.
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

/** The rows of a spool from a cursor on, as `readRows` gives those of a CSV file. */
export function readObjects(spool: string, options: ReadObjectsOptions): AsyncGenerator<Row[], void> {
  const { header, from } = options;
  return scanRows(spool, new JsonlScanner(new CellReader(header), from), options);
}

/** What a spool's first line says: objects a line, JSON of another kind (an array, or an object over several lines), or neither. */
export async function kindOf(spool: string): Promise<'objects' | 'other json' | 'no json'> {
  const line = await firstLine(spool);
  if (/^\{[ \t]*(?:"|\}$)/.test(line)) return 'objects';
  return /^(?:\{$|\[[ \t]*(?:\{[ \t]*(?:"|$)|\]?$))/.test(line) ? 'other json' : 'no json';
}

async function startOf(spool: string): Promise<Cursor> {
  for await (const block of readBlocks(spool, 0)) return { byte: byteOrderMarkLength(block), record: 0, line: 1 };
  throw new UserError('file_empty');
}

/** The first line that is not blank, without blanks around it, or as much of it as a record may have. */
async function firstLine(spool: string): Promise<string> {
  let text = '';
  for await (const block of readBlocks(spool, 0)) {
    // What is looked for is ASCII.
    text = (text + block.toString('latin1')).replace(/^(?:\u00ef\u00bb\u00bf)?[ \t\r\n]+/, '');
    if (text.includes('\n') || text.length > MAX_RECORD_BYTES) break;
  }
  return (text.split('\n', 1)[0] ?? '').replace(/^\u00ef\u00bb\u00bf/, '').trim();
}
