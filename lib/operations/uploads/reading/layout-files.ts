import type { Cursor } from '../../../core/record/row.ts';
import type { FileFormat, FormatOverrides } from '../../../core/upload/file-format.ts';
import type { ChosenMapping, ProposalSources } from '../../../core/upload/proposal-sources.ts';
import type { SavedReading } from '../../../core/upload/saved-reading.ts';
import type { Upload } from '../../../core/upload/upload.ts';

/** Prepares a file for reading its rows. */
export interface LayoutFiles {
  writeSpool(
    folder: string,
    options: Pick<FormatOverrides, 'encoding' | 'sheet'> & {
      readonly isKnown: (name: string) => boolean;
      readonly proposals: ProposalSources | undefined;
      /** Used unless the file shows something else. */
      readonly saved: SavedReading | undefined;
    },
  ): Promise<Pick<FileFormat, 'encoding' | 'compressed'> & Pick<Upload, 'workbook'> & { bytes: number }>;
  readLayout(folder: string, options: LayoutOptions): Promise<FileLayout>;
  /** Reads only the beginning of the file, in this encoding. */
  readBeginning(
    folder: string,
    encoding: string | undefined,
    options: LayoutOptions,
  ): Promise<Pick<FileLayout, 'header'>>;
}

export interface LayoutOptions extends Partial<Pick<FileFormat, 'format' | 'delimiter' | 'headerRow'>> {
  readonly isKnown: (name: string) => boolean;
  readonly proposals?: ProposalSources | undefined;
  readonly chosenMapping?: ChosenMapping | undefined;
}

interface FileLayout extends Pick<FileFormat, 'format' | 'delimiter' | 'headerRow'> {
  readonly header: readonly string[];
  readonly cursor: Cursor;
}
