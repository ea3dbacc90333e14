import { isAscii, isUtf8 } from 'node:buffer';
import type { EncodingSurvey } from '../../core/upload/encoding-survey.ts';
import { readChunks } from '../rows/read-rows.ts';
import { readBytes } from '../system/disk.ts';
import { LF } from './byte-search.ts';
import { isGzip } from './detect.ts';
import { guessEncoding } from './guess-encoding.ts';
import { gzipFault, readUnpacked } from './gunzip.ts';

/**
 * How much of a file is read: enough to find letters beyond ASCII, even if the first ones are far from its beginning.
 */
const MAX_BYTES = 32_000_000;
/** From about how many bytes of lines with letters beyond ASCII the encoding is guessed. */
const MAX_SAMPLE_BYTES = 256_000;
/** The length of the longest UTF-8 character. */
const MAX_UTF8_BYTES = 4;
/** The lowest byte with which a character beyond ASCII begins. */
const FIRST_LEAD_BYTE = 0xc0;

/**
 * Reads the beginning of a file, unpacked, and judges its encoding by the lines with letters beyond ASCII. Throws a
 * UserError if the file cannot be unpacked.
 */
export async function surveyEncoding(path: string): Promise<EncodingSurvey> {
  const isCompressed = isGzip(await readBytes(path, 2));
  const text = isCompressed ? readUnpacked(path) : readChunks(path);
  try {
    return await surveyText(text);
  } catch (error) {
    throw gzipFault(error);
  }
}

async function surveyText(chunks: AsyncIterable<Buffer>): Promise<EncodingSurvey> {
  const lines = new SurveyedLines();
  let bytesRead = 0;
  /** The beginning of a line whose end has not been read. */
  let openLine: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    bytesRead += chunk.length;
    const firstEnd = chunk.indexOf(LF) + 1;
    if (firstEnd === 0) {
      openLine = Buffer.concat([openLine, chunk]);
      // A line that is longer than the sample is judged in parts.
      const end = openLine.length > MAX_SAMPLE_BYTES ? endOfPart(openLine) : 0;
      lines.add(openLine.subarray(0, end));
      openLine = openLine.subarray(end);
    } else {
      const lastEnd = chunk.lastIndexOf(LF) + 1;
      lines.add(Buffer.concat([openLine, chunk.subarray(0, firstEnd)]));
      lines.add(chunk.subarray(firstEnd, lastEnd));
      openLine = Buffer.from(chunk.subarray(lastEnd)); // a copy, because the chunk is overwritten
    }
    if (bytesRead >= MAX_BYTES) break;
  }
  const isWholeFileRead = bytesRead < MAX_BYTES;
  if (isWholeFileRead) lines.add(openLine);
  const { foreignLines, brokenLines } = lines;
  return { guess: guessEncoding(lines.sample) ?? null, foreignLines, brokenLines, isWholeFileRead };
}

/** Counts lines with letters beyond ASCII, and keeps a sample of them. */
class SurveyedLines {
  foreignLines = 0;
  /** Lines that are not UTF-8. */
  brokenLines = 0;
  readonly #sample: Buffer[] = [];
  #sampledBytes = 0;

  get sample(): Buffer {
    return Buffer.concat(this.#sample);
  }

  add(lines: Buffer): void {
    if (isAscii(lines)) return;
    for (const line of linesOf(lines)) {
      if (isAscii(line)) continue;
      this.foreignLines++;
      if (!isUtf8(line)) this.brokenLines++;
      if (this.#sampledBytes < MAX_SAMPLE_BYTES) this.#sample.push(Buffer.from(line)); // a copy
      this.#sampledBytes += line.length;
    }
  }
}

/** The end of the text, or the start of its last character if that may be incomplete. */
function endOfPart(text: Buffer): number {
  let at = text.length - 1;
  while (at > text.length - MAX_UTF8_BYTES && isContinuation(text[at] ?? 0)) at--;
  return (text[at] ?? 0) >= FIRST_LEAD_BYTE ? at : text.length;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < FIRST_LEAD_BYTE;
}

function* linesOf(lines: Buffer): Generator<Buffer> {
  let at = 0;
  while (at < lines.length) {
    const end = lines.indexOf(LF, at);
    const next = end === -1 ? lines.length : end + 1;
    yield lines.subarray(at, next);
    at = next;
  }
}
