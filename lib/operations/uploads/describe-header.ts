import { trim } from '../../core/record/clean.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { FirstRow } from './first-cells.ts';

const NUMBERED = / \(\d+\)$/;

/** How many column names of a file look like fields, and which were numbered because others are equal. */
export function describeHeader(
  upload: Upload,
  rows: readonly FirstRow[],
  isKnown: (name: string) => boolean,
): { readonly known: number; readonly numbered: readonly string[] } {
  return { known: upload.header.filter(isKnown).length, numbered: numberedNames(upload, rows) };
}

/** Column names that were numbered because others are equal. */
export function numberedNames({ header, headerRow, format }: Upload, rows: readonly FirstRow[]): readonly string[] {
  const written = format === 'jsonl' ? undefined : rows.find(({ row }) => row === headerRow);
  return header.filter((name, index) => {
    const cell = written?.cells[index];
    return cell !== undefined && NUMBERED.test(name) && name.replace(NUMBERED, '') === trim(cell);
  });
}
