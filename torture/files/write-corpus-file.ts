import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CorpusFile } from './corpus-file.ts';

/** Writes a file of the corpus, of any size, and returns its path. */
export async function writeCorpusFile({ content }: CorpusFile, folder: string): Promise<string> {
  const bytes = content();
  const path = join(folder, 'file.csv');
  await pipeline(Readable.from(bytes instanceof Uint8Array ? [bytes] : bytes), createWriteStream(path));
  return path;
}
