import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { UserError } from '../core/errors.ts';
import { commandIo } from './invocation.ts';
import { fileMissing } from './text-file.ts';

export interface InputFile {
  readonly name: string;
  readonly content: Readable;
}

/** A file named on the command line, or standard input for `-`. Throws UserError `file_missing`. */
export async function openInput(path: string): Promise<InputFile> {
  if (path === '-') return { name: 'stdin.csv', content: commandIo().stdin };
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw fileMissing(path, cause);
  });
  if ((await stat(path)).isDirectory()) throw new UserError('file_missing', { path, reason: 'EISDIR' });
  return { name: basename(path), content: createReadStream(path) };
}
