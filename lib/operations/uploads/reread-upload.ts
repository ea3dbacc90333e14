import type { Connector } from '../../core/connector/connector.ts';
import type { FileFormat, FormatOverrides } from '../../core/upload/file-format.ts';
import type { ProposalSources } from '../../core/upload/proposal-sources.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { readableUpload, type UploadStore } from './readable-upload.ts';
import type { LayoutFiles } from './reading/layout-files.ts';
import { readFormat } from './reading/read-format.ts';

type Reading = FileFormat & Pick<Upload, 'folder' | 'spoolBytes' | 'header' | 'start' | 'workbook'>;

export interface RereadOptions {
  readonly files: LayoutFiles & {
    hasSpool(folder: string): Promise<boolean>;
    /** Copies the original file to a new folder, with a hard link if the file system allows. */
    copyOriginal(from: string, to: string): Promise<void>;
    delete(folder: string): Promise<void>;
  };
  readonly uploads: UploadStore & {
    /** Throws UserError `upload_in_use` if it has a job or fixes, and `upload_changed` if it was changed meanwhile. */
    reread(before: Upload, reading: Reading): Promise<Upload>;
  };
  readonly connector: Connector;
  readonly newFolder: () => string;
  readonly proposals?: ProposalSources;
}

/**
 * Rereads a file from its original bytes with another format. Works in a new folder, so that the upload always has
 * either the old or the new format. Throws a UserError if the file cannot be read in that format, or is already in use.
 */
export async function rereadUpload(id: number, overrides: FormatOverrides, options: RereadOptions): Promise<Upload> {
  const { files, uploads, newFolder } = options;
  const before = await readableUpload(options, id);
  const folder = newFolder();
  const after = await readIntoFolder(folder, before, overrides, options).catch(async (error: unknown) => {
    // If the commit succeeded, and only the response of the database was lost, the upload uses the new folder.
    if ((await uploads.get(id)).folder !== folder) await files.delete(folder);
    throw error;
  });
  await files.delete(before.folder);
  return after;
}

async function readIntoFolder(
  folder: string,
  before: Upload,
  overrides: FormatOverrides,
  options: RereadOptions,
): Promise<Upload> {
  const { files, uploads } = options;
  await files.copyOriginal(before.folder, folder);
  return uploads.reread(before, { folder, ...(await readFormat(folder, overrides, options)) });
}
