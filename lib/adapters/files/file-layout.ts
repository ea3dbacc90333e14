import { UserError } from '../../core/errors.ts';
import type { Cursor } from '../../core/record/row.ts';
import { FIRST_ROW, type FileFormat, type SaidFormat } from '../../core/upload/file-format.ts';
import { readHeader, refuseDuplicates } from '../csv/csv-source.ts';
import { findColumns, kindOf } from '../jsonl/jsonl-source.ts';

/** How a spool is to be read: its format, its columns, and where the data begins. */
export interface FileLayout extends Pick<FileFormat, 'format' | 'delimiter' | 'headerRow'> {
  readonly header: readonly string[];
  readonly cursor: Cursor;
}

export interface LayoutOptions extends Omit<SaidFormat, 'encoding'> {
  /** Whether a trimmed name is one that the connector knows; case is its own affair. */
  readonly isKnown: (name: string) => boolean;
}

/** Finds out how a spool is to be read, as far as nobody has said so. Throws a UserError where it cannot be. */
export async function readLayout(spool: string, { format, ...options }: LayoutOptions): Promise<FileLayout> {
  const found = format ?? (await formatOf(spool));
  if (found === 'jsonl') return readObjectLayout(spool);
  return { format: 'csv', ...(await readHeader(spool, options)) };
}

async function formatOf(spool: string): Promise<FileFormat['format']> {
  const kind = await kindOf(spool);
  if (kind === 'other json') throw new UserError('json_not_lines');
  return kind === 'objects' ? 'jsonl' : 'csv';
}

async function readObjectLayout(spool: string): Promise<FileLayout> {
  const { header, cursor } = await findColumns(spool);
  // Names of members are no data, so they may stand in a message.
  refuseDuplicates(header, true);
  return { format: 'jsonl', delimiter: ',', headerRow: FIRST_ROW, header, cursor };
}
