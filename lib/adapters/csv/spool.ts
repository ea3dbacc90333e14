import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../core/errors.ts';
import { syncFile, syncFolder } from '../system/disk.ts';
import { encodingOf, isGzip } from './detect.ts';
import { gzipFault, peekIntoGzip, UNPACK_CAPS, type UnpackCaps, unpacking } from './gunzip.ts';
import { decoded } from './transcode.ts';

const SAMPLE_BYTES = 64 * 1024;

export interface SpoolOptions {
  /** The encoding the user declared, by any name TextDecoder knows, or a common alias; a byte order mark outranks it. */
  readonly encoding?: string;
  readonly caps?: UnpackCaps;
  readonly signal?: AbortSignal;
  /** Stands before the disk where bytes are written, and may refuse them for want of room. */
  readonly guard?: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

/** What a spool was made from, and its size. */
export interface SpoolFacts {
  /** The canonical name of the encoding the original had. */
  readonly encoding: string;
  readonly compressed: boolean;
  /** Of the spool. */
  readonly bytes: number;
}

/**
 * Makes `spool` a file of UTF-8 with the text of `original`, unpacked and transcoded, safely on disk; what could not be
 * decoded is U+FFFD there. An original that is UTF-8 already is linked, not copied. A spool left by an earlier try is
 * replaced; none is left when this throws: a UserError for a file that cannot be read, else what the disk said.
 *
 * A UTF-8 byte order mark may stay at the beginning. Only `readHeader` starts there, and it steps over the mark; all
 * other reading starts from a cursor, so that offsets always count from the spool's first byte.
 */
export async function makeSpool(original: string, spool: string, options: SpoolOptions = {}): Promise<SpoolFacts> {
  await rm(spool, { force: true });
  try {
    const { encoding, compressed } = await inspect(original, options.encoding);
    if (encoding === 'utf-8' && !compressed) await linkOrCopy(original, spool);
    else await convert(original, spool, encoding, compressed, options);
    await syncFile(spool);
    await syncFolder(dirname(spool));
    return { encoding, compressed, bytes: (await stat(spool)).size };
  } catch (error) {
    await rm(spool, { force: true });
    throw gzipFault(error);
  }
}

async function inspect(original: string, declared: string | undefined): Promise<Omit<SpoolFacts, 'bytes'>> {
  const first = await readFirst(original);
  const compressed = isGzip(first);
  const text = compressed ? await peekIntoGzip(original, SAMPLE_BYTES) : first;
  if (compressed && isGzip(text)) throw new UserError('gzip_nested');
  return { encoding: encodingOf(text, declared), compressed };
}

async function readFirst(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/** The same bytes under another name. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  // Not every file system links, and none across its border.
  await link(from, to).catch(() => copyFile(from, to));
}

async function convert(
  original: string,
  spool: string,
  encoding: string,
  compressed: boolean,
  { caps = UNPACK_CAPS, signal, guard }: SpoolOptions,
): Promise<void> {
  const unpack = compressed ? unpacking((await stat(original)).size, caps) : [];
  const transcode = encoding === 'utf-8' ? [] : [(chunks: AsyncIterable<Buffer>) => decoded(chunks, encoding)];
  const target = createWriteStream(spool, { flags: 'wx', mode: 0o600 });
  const before = guard ? [guard] : [];
  await pipeline([createReadStream(original), ...unpack, ...transcode, ...before, target], { signal });
}
