import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../core/errors.ts';
import { newDecoder } from '../encodings/new-decoder.ts';
import { readBytes, syncFile, syncFolder } from '../system/disk.ts';
import { encodingOf, isGzip } from './detect.ts';
import { gzipFault, readGzipStart, UNPACK_CAPS, type UnpackCaps, unpackStages } from './gunzip.ts';
import { decodeChunks, END_MARK, withoutEndMark } from './transcode.ts';

const SAMPLE_BYTES = 64 * 1024;

export interface SpoolOptions {
  /** The declared encoding: any name TextDecoder knows, or a common alias. A byte order mark takes precedence. */
  readonly encoding?: string;
  readonly caps?: UnpackCaps;
  readonly signal?: AbortSignal;
  /** A pipeline stage before the disk that may refuse bytes if the disk is full. */
  readonly guard?: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

/** The origin and size of a spool. */
export interface SpoolFacts {
  /** The canonical name of the original's encoding. */
  readonly encoding: string;
  readonly compressed: boolean;
  /** Size of the spool. */
  readonly bytes: number;
}

/**
 * Creates `spool`, a synced UTF-8 file with the text of `original`, unpacked and transcoded. Bytes that another
 * encoding cannot decode become U+FFFD; in UTF-8, they stay as they are. An end mark of DOS is dropped. Links the
 * original if it needs no conversion. Replaces a spool from an earlier attempt, and leaves none on failure. Throws a
 * UserError for an unreadable file, otherwise the error of the disk.
 *
 * A UTF-8 byte order mark may remain at the start. `readHeader` skips it; all other reading starts from a cursor, so
 * offsets always count from the spool's first byte.
 */
export async function makeSpool(original: string, spool: string, options: SpoolOptions = {}): Promise<SpoolFacts> {
  await rm(spool, { force: true });
  try {
    const format = await inspect(original, options.encoding);
    const { encoding, compressed } = format;
    const needsNoConversion = encoding === 'utf-8' && !compressed && !(await endsWithEndMark(original));
    if (needsNoConversion) await linkOrCopy(original, spool);
    else await convert(original, spool, format, options);
    await syncFile(spool);
    await syncFolder(dirname(spool));
    return { encoding, compressed, bytes: (await stat(spool)).size };
  } catch (error) {
    await rm(spool, { force: true });
    throw gzipFault(error);
  }
}

async function inspect(original: string, declared: string | undefined): Promise<Omit<SpoolFacts, 'bytes'>> {
  const first = await readBytes(original, SAMPLE_BYTES);
  const compressed = isGzip(first);
  const text = compressed ? await readGzipStart(original, SAMPLE_BYTES) : first;
  if (compressed && isGzip(text)) throw new UserError('gzip_nested');
  return { encoding: encodingOf(text, declared), compressed };
}

/**
 * Writes the text at the beginning of `original`, unpacked and decoded from this encoding, to `target`. `target` must
 * not exist, because it could be a link to the original. Throws a UserError as `encodingOf` does.
 */
export async function makeBeginning(original: string, target: string, encoding: string | undefined): Promise<void> {
  const start = await readTextStart(original);
  const text = newDecoder(encodingOf(start, encoding)).decode(start, { stream: true });
  await writeFile(target, text, { mode: 0o600, flag: 'wx' });
}

/** The first bytes of a file, unpacked. */
export async function readTextStart(original: string): Promise<Buffer> {
  const first = await readBytes(original, SAMPLE_BYTES);
  return isGzip(first) ? readGzipStart(original, SAMPLE_BYTES) : first;
}

async function endsWithEndMark(original: string): Promise<boolean> {
  const { size } = await stat(original);
  return size > 0 && (await readBytes(original, 1, size - 1))[0] === END_MARK;
}

/** Hard-links a file, or copies it if it cannot be linked. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  // Not every file system supports links, and no link can cross file systems.
  await link(from, to).catch(() => copyFile(from, to));
}

async function convert(
  original: string,
  spool: string,
  { encoding, compressed }: Omit<SpoolFacts, 'bytes'>,
  { caps = UNPACK_CAPS, signal, guard }: SpoolOptions,
): Promise<void> {
  const unpack = compressed ? unpackStages((await stat(original)).size, caps) : [];
  const transcode = encoding === 'utf-8' ? [] : [(chunks: AsyncIterable<Buffer>) => decodeChunks(chunks, encoding)];
  // In UTF-16, the end mark is two bytes, so it is found only after decoding. In other encodings, it is one byte, and
  // found before decoding, because Node's decoder for Shift_JIS turns it into another control character.
  const textStages = encoding.startsWith('utf-16') ? [...transcode, withoutEndMark] : [withoutEndMark, ...transcode];
  const target = createWriteStream(spool, { flags: 'wx', mode: 0o600 });
  const guards = guard ? [guard] : [];
  await pipeline([createReadStream(original), ...unpack, ...textStages, ...guards, target], { signal });
}
