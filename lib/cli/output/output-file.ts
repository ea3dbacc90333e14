import { constants, createWriteStream } from 'node:fs';
import { access, open, stat, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../core/errors.ts';
import { errorCodeOf } from '../text-file.ts';

/** The command completed, but its result could not be written. */
export class OutputFault extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super('output_unwritten', { cause });
    this.path = path;
  }
}

const ONLY_OWNER = 0o600;

/**
 * Checks that a file can be written, before any work is done, without changing its content. Throws UserError
 * `output_unwritable`.
 */
export async function checkOutputFile(path: string): Promise<void> {
  try {
    if (await exists(path)) await access(path, constants.W_OK);
    else await tryToCreate(path);
  } catch (cause) {
    throw new UserError('output_unwritable', { path, reason: errorCodeOf(cause) }, { cause });
  }
}

/** Throws EISDIR for a folder. */
async function exists(path: string): Promise<boolean> {
  const stats = await stat(path).catch((error: unknown) => {
    if (errorCodeOf(error) !== 'ENOENT') throw error;
  });
  if (stats?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  return stats !== undefined;
}

async function tryToCreate(path: string): Promise<void> {
  await (await open(path, 'wx', ONLY_OWNER)).close();
  await unlink(path);
}

/**
 * Writes a stream to a file. Throws an OutputFault if the file cannot be written, and passes on errors of the content.
 */
export async function writeOutputFile(content: AsyncIterable<string | Uint8Array>, path: string): Promise<void> {
  let contentFault: { readonly error: unknown } | undefined;
  async function* recordingFaults() {
    try {
      yield* content;
    } catch (error) {
      contentFault = { error };
      throw error;
    }
  }
  await pipeline(recordingFaults, createWriteStream(path, { mode: ONLY_OWNER })).catch((error: unknown) => {
    throw contentFault === undefined ? new OutputFault(path, error) : contentFault.error;
  });
}
