import type { Connector } from '../../core/connector/connector.ts';
import type { ExportDraft } from '../../core/export/export-draft.ts';
import type { FileProfile } from '../../core/matching/column-profile.ts';
import { firstOpenStep, firstStep, type OpenStep } from '../../core/saved-mapping/open-step.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { hasSeveralSheets } from '../../core/upload/workbook.ts';
import { profileColumns } from '../exports/profile-columns.ts';
import { recognizeSavedMapping, type SavedMappingOptions } from '../exports/remember-mapping.ts';
import { firstRows } from '../uploads/first-rows.ts';
import { type EncodingFiles, isEncodingUnknown } from '../uploads/unknown-encoding.ts';
import { type RowsWithMappingOptions, rowsWithMapping } from './saved-fixes.ts';

const NO_VALUES: FileProfile = { records: 0, columns: [], nameless: [] };

export interface DraftedFile {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly draft: ExportDraft;
}

/**
 * The first open step of a file; undefined if its draft already has a mapping or a step. If there is a saved mapping,
 * reads the whole file, unless a step is open regardless of the values. Rejects with the signal's reason.
 */
export async function findOpenStep(
  { connector, upload, draft }: DraftedFile,
  options: SavedMappingOptions & RowsWithMappingOptions & { readonly files: EncodingFiles },
  signal: AbortSignal,
): Promise<OpenStep | undefined> {
  if (draft.mapping || draft.step) return undefined;
  const hasRecords = (await firstRows(options.rowsOf(upload), upload.start, 1)).length > 0;
  if (!hasRecords) return hasSeveralSheets(upload.workbook) ? 'sheet' : 'header';
  const reading = { ...upload, isEncodingUnknown: await isEncodingUnknown(upload, options.files) };
  const savedMapping = draft.withoutSaved ? undefined : await recognizeSavedMapping(connector, upload, options);
  if (!savedMapping) return firstStep(connector, reading);
  const openWithoutValues = firstOpenStep(connector, reading, savedMapping, NO_VALUES);
  // Review is the last step, so no other step is open without the values. The values may still open an earlier step.
  if (openWithoutValues !== 'review') return openWithoutValues;
  // The values after the saved fixes: a value that a fix replaces needs no decision.
  const source = await rowsWithMapping(options, upload, { connector: connector.type, content: savedMapping });
  return firstOpenStep(
    connector,
    reading,
    savedMapping,
    await profileColumns(upload, source, { signal, fields: connector.fields }),
  );
}
