import type { Connector } from '../../core/connector/connector.ts';
import type { FileFormat, FormatOverrides } from '../../core/upload/file-format.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { type LayoutFiles, readFormat } from './complete-upload.ts';
import { readableUpload, type UploadStore } from './readable-upload.ts';

type Reading = FileFormat & Pick<Upload, 'folder' | 'spoolBytes' | 'header' | 'start'>;

export interface RereadOptions {
  readonly files: LayoutFiles & {
    has(folder: string): Promise<boolean>;
    /** The file as it came in, in a new folder as well; its bytes are not copied where the disk can do without. */
    copyOriginal(from: string, to: string): Promise<void>;
    remove(folder: string): Promise<void>;
  };
  readonly uploads: UploadStore & {
    /** Throws UserError `upload_in_use` where a job was made of it, or something was repaired, `upload_changed` where it is not as it was. */
    reread(before: Upload, reading: Reading): Upload;
  };
  readonly connector: Connector;
  readonly newFolder: () => string;
}

/**
 * Reads a file anew from the bytes that came in, in the way a person says. It takes place beside the reading that there is,
 * in a folder of its own, so that the upload is the one or the other at every moment. Throws a UserError where the file
 * cannot be read so, and where anything depends on how it was read.
 */
export async function rereadUpload(id: number, said: FormatOverrides, options: RereadOptions): Promise<Upload> {
  const { files, newFolder } = options;
  const before = await readableUpload(options, id);
  const folder = newFolder();
  const after = await readIntoFolder(folder, before, said, options).catch(async (error: unknown) => {
    await files.remove(folder);
    throw error;
  });
  await files.remove(before.folder);
  return after;
}

async function readIntoFolder(folder: string, before: Upload, said: FormatOverrides, options: RereadOptions): Promise<Upload> {
  const { files, uploads } = options;
  await files.copyOriginal(before.folder, folder);
  return uploads.reread(before, { folder, ...(await readFormat(folder, said, options)) });
}
