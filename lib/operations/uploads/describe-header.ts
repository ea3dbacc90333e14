import { trim } from '../../core/record/clean.ts';
import type { Upload } from '../../core/upload/upload.ts';

const NUMBERED = / \(\d+\)$/;

/** The cells of a header row as they are written; undefined for a file without one. */
type WrittenHeader = readonly string[] | undefined;

/** How many column names of a file look like fields, and which were numbered because they occur more than once. */
export function describeHeader(
  upload: Pick<Upload, 'header'>,
  written: WrittenHeader,
  isKnown: (name: string) => boolean,
): { readonly known: number; readonly numbered: readonly string[] } {
  return { known: upload.header.filter(isKnown).length, numbered: numberedNames(upload, written) };
}

/** Column names that were numbered because they occur more than once. */
export function numberedNames({ header }: Pick<Upload, 'header'>, written: WrittenHeader): readonly string[] {
  return header.filter((name, index) => {
    const cell = written?.[index];
    return cell !== undefined && NUMBERED.test(name) && name.replace(NUMBERED, '') === trim(cell);
  });
}
