import { UserError } from '../../core/errors.ts';
import type { Cursor } from '../../core/record/row.ts';
import { FIRST_ROW, type FileFormat } from '../../core/upload/file-format.ts';
import type { ChosenMapping, ProposalSources } from '../../core/upload/proposal-sources.ts';
import { refuseDuplicates } from '../csv/column-names.ts';
import { readHeader, readSheetHeader } from '../csv/csv-source.ts';
import { findColumns, kindOf } from '../jsonl/jsonl-source.ts';

/** How to read a spool: its format, its columns, and where the data starts. */
export interface FileLayout extends Pick<FileFormat, 'format' | 'delimiter' | 'headerRow'> {
  readonly header: readonly string[];
  readonly cursor: Cursor;
}

export interface LayoutOptions extends Pick<Partial<FileFormat>, 'format' | 'delimiter' | 'headerRow'> {
  /** Whether the connector knows a column name, which is trimmed, but may be in upper or lower case. */
  readonly isKnown: (name: string) => boolean;
  readonly proposals?: ProposalSources | undefined;
  readonly chosenMapping?: ChosenMapping | undefined;
}

/** Detects how to read a spool, where the options do not specify it. Throws a UserError if that is impossible. */
export async function readLayout(spool: string, options: LayoutOptions): Promise<FileLayout> {
  const format = options.format ?? (await formatOf(spool));
  if (format === 'jsonl') return readObjectLayout(spool);
  if (format === 'xlsx') return { format: 'xlsx', ...(await readSheetHeader(spool, options)) };
  return { format: 'csv', ...(await readHeader(spool, options)) };
}

/** Throws a UserError for JSON that is not JSON Lines, and for HTML or XML. */
export async function formatOf(spool: string): Promise<FileFormat['format']> {
  const kind = await kindOf(spool);
  if (kind === 'other json') throw new UserError('json_not_lines');
  if (kind === 'markup') throw new UserError('file_markup');
  return kind === 'objects' ? 'jsonl' : 'csv';
}

async function readObjectLayout(spool: string): Promise<FileLayout> {
  const { header, cursor } = await findColumns(spool);
  // Member names are not data, so messages may quote them.
  refuseDuplicates(header, { mayName: true });
  return { format: 'jsonl', delimiter: ',', headerRow: FIRST_ROW, header, cursor };
}
