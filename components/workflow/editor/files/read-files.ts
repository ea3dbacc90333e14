import { readTar } from '#lib/core/workflow/draft/tar.ts';
import { MAX_PROJECT_BYTES } from '#lib/core/workflow/project-files.ts';
import { isExcludedFromProject } from '#lib/core/workflow/project-path.ts';

/** Text files of the person's computer, chosen or dropped. */
export interface LocalFiles {
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The name of the folder or archive; undefined for single files. */
  readonly name: string | undefined;
}

/** Why files cannot be read; a key of `workflows.upload.problems`. */
export type ReadProblem = 'tooLarge' | 'brokenArchive' | 'notText' | 'nothing';

export class ReadError extends Error {
  override readonly name = 'ReadError';
  readonly problem: ReadProblem;
  readonly path: string;

  constructor(problem: ReadProblem, path = '') {
    super(problem);
    this.problem = problem;
    this.path = path;
  }
}

interface LocalFile {
  readonly path: string;
  readonly blob: Blob;
}

const ARCHIVE = /\.(?:tar\.gz|tgz|tar)$/i;
/** An archive has headers and padding besides the files of a project. */
const MAX_ARCHIVE_BYTES = 2 * MAX_PROJECT_BYTES;

/** Reads chosen files, or one archive. Throws ReadError. */
export async function readChosen(files: readonly File[]): Promise<LocalFiles> {
  const [first] = files;
  if (files.length === 1 && first && ARCHIVE.test(first.name)) return readArchive(first);
  return readAll(files.map((file) => ({ path: file.webkitRelativePath || file.name, blob: file })));
}

/** Reads dropped files and folders. Throws ReadError. */
export async function readDropped({ items, files }: DataTransfer): Promise<LocalFiles> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return readChosen([...files]);
  return readAll((await Promise.all(entries.map(filesBelow))).flat());
}

async function filesBelow(entry: FileSystemEntry): Promise<readonly LocalFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const blob = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path, blob }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: LocalFile[] = [];
  for (;;) {
    // A browser returns a folder in parts, the last of which is empty.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return files;
    files.push(...(await Promise.all(part.map(filesBelow))).flat());
  }
}

async function readArchive(file: File): Promise<LocalFiles> {
  const bytes = await unpack(file);
  const files = readTar(bytes, (part) => new TextDecoder().decode(part));
  if (!files) throw new ReadError('brokenArchive', file.name);
  const contents = await readAll(
    files.map(({ path, bytes: content }) => ({ path, blob: new Blob([content.slice()]) })),
  );
  return { ...contents, name: contents.name ?? file.name.replace(ARCHIVE, '') };
}

/** The unpacked bytes of an archive. Throws if there are too many, so that no archive exhausts memory. */
async function unpack(file: File): Promise<Uint8Array> {
  const stream = /tar$/i.test(file.name) ? file.stream() : file.stream().pipeThrough(new DecompressionStream('gzip'));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > MAX_ARCHIVE_BYTES) {
        await reader.cancel();
        throw new ReadError('tooLarge');
      }
      chunks.push(value);
    }
  } catch (error) {
    throw error instanceof ReadError ? error : new ReadError('brokenArchive', file.name);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Reads the texts. A folder that contains all files is the project itself, so it is not part of their paths. */
async function readAll(files: readonly LocalFile[]): Promise<LocalFiles> {
  const included = files.filter(({ path }) => !isExcludedFromProject(path));
  const size = included.reduce((sum, { blob }) => sum + blob.size, 0);
  if (size > MAX_PROJECT_BYTES) throw new ReadError('tooLarge');
  if (included.length === 0) throw new ReadError('nothing');
  const folder = commonFolder(included.map(({ path }) => path));
  const texts = new Map<string, string>();
  for (const { path, blob } of included) texts.set(path.slice(folder.length), await textOf(path, blob));
  return { texts, name: folder === '' ? undefined : folder.slice(0, -1) };
}

/** The folder that contains all files, with a trailing slash; empty if there is none. */
function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return folder !== '' && paths.every((path) => path.startsWith(folder)) ? folder : '';
}

async function textOf(path: string, blob: Blob): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await blob.arrayBuffer());
  } catch {
    throw new ReadError('notText', path);
  }
}
