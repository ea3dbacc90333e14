import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ReadEntry } from 'tar';
import { UserError } from '../../core/errors.ts';
import { MAX_PROJECT_BYTES, MAX_PROJECT_FILES, type ProjectFiles } from '../../core/workflow/project-files.ts';
import { isExcludedFromProject, pathFrom } from '../../core/workflow/project-path.ts';
import { projectTexts } from './project-texts.ts';

/**
 * The maximum size of an unpacked archive, including the headers of its files. A larger one is refused while it is
 * unpacked.
 */
const MAX_TAR_BYTES = MAX_PROJECT_BYTES + MAX_PROJECT_FILES * 2048;
/** The first bytes of gzip and Zstandard, which the parser would unpack a second time, without a limit. */
const COMPRESSED_MAGICS = [Buffer.from('1f8b', 'hex'), Buffer.from('28b52ffd', 'hex')];

const FILES: readonly string[] = ['File', 'OldFile', 'ContiguousFile'];
const FOLDERS: readonly string[] = ['Directory', 'GNUDumpDir'];

/**
 * Reads the files of a workflow project from a .tar.gz, without hidden files and `node_modules`. A folder around
 * all files is stripped. Throws UserErrors `workflow_archive_unreadable`, `workflow_archive_link`,
 * `workflow_file_path_invalid` for a path that leads out of the project, `workflow_file_twice`,
 * `workflow_project_too_large` and `workflow_files_too_many`.
 */
export async function unpackProject(content: AsyncIterable<Uint8Array>): Promise<ProjectFiles> {
  const contents = await readTar(await unzip(await readAll(content)));
  const top = folderAround([...contents.keys()]);
  return projectTexts(new Map([...contents].map(([path, bytes]) => [path.slice(top.length), bytes])));
}

async function readAll(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > MAX_PROJECT_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unzip(gzip: Buffer): Promise<Buffer> {
  const tar = await promisify(gunzip)(gzip, { maxOutputLength: MAX_TAR_BYTES }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable();
    },
  );
  if (COMPRESSED_MAGICS.some((magic) => tar.subarray(0, magic.length).equals(magic))) throw unreadable();
  return tar;
}

async function readTar(tar: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const { Parser } = await import('tar'); // only archives need it
  const files = new ArchivedFiles();
  const { promise: parsed, resolve, reject } = Promise.withResolvers<void>();
  const parser = new Parser({ strict: true, onReadEntry: (entry) => files.add(entry) });
  parser.on('error', () => reject(files.problem ?? unreadable()));
  parser.on('end', resolve);
  parser.end(tar);
  await parsed;
  if (files.problem) throw files.problem;
  return files.contents();
}

/** The files of an archive, up to the first problem. */
class ArchivedFiles {
  problem: UserError | undefined;
  readonly #chunks = new Map<string, Buffer[]>();
  #bytes = 0;

  add(entry: ReadEntry): void {
    const path = pathFrom('', entry.path);
    this.problem ??= this.#problemOf(entry, path);
    if (this.problem || path === undefined || FOLDERS.includes(entry.type) || isExcludedFromProject(path)) {
      entry.resume();
      return;
    }
    const chunks: Buffer[] = [];
    this.#chunks.set(path, chunks);
    entry.on('data', (chunk: Buffer) => void chunks.push(chunk));
  }

  contents(): ReadonlyMap<string, Buffer> {
    return new Map([...this.#chunks].map(([path, chunks]) => [path, Buffer.concat(chunks)]));
  }

  #problemOf({ path: archivedPath, type, size }: ReadEntry, path: string | undefined): UserError | undefined {
    if (path === undefined) return new UserError('workflow_file_path_invalid', { path: archivedPath });
    if (FOLDERS.includes(type)) return undefined;
    if (!FILES.includes(type)) return new UserError('workflow_archive_link', { path: archivedPath });
    if (path === '') return new UserError('workflow_file_path_invalid', { path: archivedPath });
    if (this.#chunks.has(path)) return new UserError('workflow_file_twice', { path });
    this.#bytes += size;
    if (this.#bytes > MAX_PROJECT_BYTES) return tooLarge();
    if (this.#chunks.size >= MAX_PROJECT_FILES)
      return new UserError('workflow_files_too_many', { max: MAX_PROJECT_FILES });
    return undefined;
  }
}

/** The folder around all files, with its slash; empty if files are at the top, or in several folders. */
function folderAround(paths: readonly string[]): string {
  const [first = ''] = paths;
  const top = first.slice(0, first.indexOf('/') + 1);
  return paths.every((path) => path.startsWith(top)) ? top : '';
}

function tooLarge(): UserError {
  return new UserError('workflow_project_too_large', { max: MAX_PROJECT_BYTES });
}

function unreadable(): UserError {
  return new UserError('workflow_archive_unreadable');
}
