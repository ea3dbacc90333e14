import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BadFile } from './bad-file.ts';

/** Puts a file of the corpus on disk, however large, and gives its path. */
export async function writeMade({ content }: BadFile, folder: string): Promise<string> {
  const made = content();
  const path = join(folder, 'file.csv');
  await pipeline(Readable.from(made instanceof Uint8Array ? [made] : made), createWriteStream(path));
  return path;
}
