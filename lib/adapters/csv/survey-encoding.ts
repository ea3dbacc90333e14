import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { isGzip } from './detect.ts';
import { type EncodingGuess, guessEncoding } from './guess-encoding.ts';

/** Enough of a file to find its letters, even if the first ones are far from its beginning. */
const MAX_BYTES = 32_000_000;
/** Lines with letters beyond ASCII that are judged. */
const MAX_SAMPLE_BYTES = 256_000;

/** What the bytes of a text say about its encoding. */
export interface EncodingSurvey {
  /** Null if the text is UTF-8, or no other encoding is likely. */
  readonly guess: EncodingGuess | null;
  /** Lines that are not UTF-8, of those that were read. */
  readonly brokenLines: number;
  /** Whether the whole file was read. */
  readonly isWhole: boolean;
}

/** Reads the beginning of a file, unpacked, and judges its encoding by its lines with letters beyond ASCII. */
export async function surveyEncoding(path: string): Promise<EncodingSurvey> {
  const sample: Buffer[] = [];
  let sampled = 0;
  let brokenLines = 0;
  let read = 0;
  let rest: Buffer = Buffer.alloc(0);
  const judge = (lines: Buffer) => {
    if (isAscii(lines)) return;
    for (const line of linesOf(lines)) {
      if (isAscii(line)) continue;
      if (!isUtf8(line)) brokenLines++;
      if (sampled < MAX_SAMPLE_BYTES) sample.push(line);
      sampled += line.length;
    }
  };
  for await (const chunk of await textOf(path)) {
    read += chunk.length;
    const text = Buffer.concat([rest, chunk]);
    // A line of any length is judged in pieces.
    const end = text.lastIndexOf(0x0a) + 1 || (text.length > MAX_SAMPLE_BYTES ? text.length : 0);
    judge(text.subarray(0, end));
    rest = text.subarray(end);
    if (read >= MAX_BYTES) break;
  }
  const isWhole = read < MAX_BYTES;
  if (isWhole) judge(rest);
  return { guess: guessEncoding(Buffer.concat(sample)) ?? null, brokenLines, isWhole };
}

async function textOf(path: string): Promise<AsyncIterable<Buffer>> {
  const first = Buffer.alloc(2);
  await using file = await open(path);
  await file.read(first, 0, 2, 0);
  const content = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!isGzip(first)) return content;
  const unpacked = content.pipe(createGunzip());
  content.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => content.destroy());
  return unpacked;
}

function* linesOf(lines: Buffer): Generator<Buffer> {
  for (let at = 0; at < lines.length; ) {
    const end = lines.indexOf(0x0a, at);
    const next = end === -1 ? lines.length : end + 1;
    yield lines.subarray(at, next);
    at = next;
  }
}
