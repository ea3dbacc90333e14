import type { Connector } from '../../core/connector/connector.ts';
import type { ExportDraft } from '../../core/export/export-draft.ts';
import { firstOpenStep, type OpenStep } from '../../core/saved-mapping/open-step.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { profileColumns } from '../exports/profile-columns.ts';
import { recognizeSavedMapping, type SavedMappingOptions } from '../exports/remember-mapping.ts';
import { type RowsAsSavedOptions, rowsAsSaved } from './saved-repairs.ts';

export interface DraftedFile {
  readonly connector: Connector;
  readonly upload: Upload;
  readonly draft: ExportDraft;
}

/**
 * The first open step of a file with a saved mapping; undefined if there is no such mapping, or a person has already
 * decided something about the file. Reads the whole file, unless a step is open regardless of the values. Rejects with
 * the signal's reason.
 */
export async function findOpenStep(
  { connector, upload, draft }: DraftedFile,
  options: SavedMappingOptions & RowsAsSavedOptions,
  signal: AbortSignal,
): Promise<OpenStep | undefined> {
  const savedMapping = await recognizeSavedMapping(connector, upload, options);
  if (!savedMapping || draft.mapping || draft.step) return undefined;
  const openWithoutValues = firstOpenStep(connector, upload, savedMapping, { records: 0, columns: [], nameless: [] });
  if (openWithoutValues !== 'review') return openWithoutValues;
  // A value that a saved repair replaces is not new.
  const source = await rowsAsSaved(options, upload, { connector: connector.type, saved: savedMapping });
  return firstOpenStep(
    connector,
    upload,
    savedMapping,
    await profileColumns(upload, source, { signal, fields: connector.fields }),
  );
}
