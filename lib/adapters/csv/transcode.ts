import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { newDecoder } from '../encodings/new-decoder.ts';

/**
 * In encodings such as EUC-JP and GB18030, no byte of a multi-byte character is below this value; commas, quotes,
 * spaces and line ends are.
 */
const MIN_TRAIL_BYTE = 0x30;

/**
 * A pipeline stage that decodes text; undecodable bytes become U+FFFD. Node's decoders for EUC-JP and GB18030 throw if
 * what they decode ends inside a broken character. Therefore each chunk is cut after its last safe byte, which in these
 * encodings certainly ends a character, and the rest is held until the next cut.
 */
export async function* decodeChunks(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = newDecoder(encoding);
  const cleanUp = encoding.startsWith('utf-') ? (text: string) => text : replaceControls;
  let heldChunks: Buffer[] = [];
  let bytesSinceCut = 0;
  for await (const chunk of chunks) {
    const safeLength = afterLastSafeByte(chunk);
    bytesSinceCut += chunk.length;
    // After MAX_RECORD_BYTES without a safe byte, the record is too large in any case. Then the whole chunk is decoded,
    // even if it ends inside a character.
    const isForced = safeLength === 0 && bytesSinceCut > MAX_RECORD_BYTES;
    const cutLength = isForced ? chunk.length : safeLength;
    heldChunks.push(chunk.subarray(0, cutLength));
    if (cutLength > 0) {
      // The decoder must not keep part of a character for the next chunk, where it would throw if the character is
      // broken.
      yield cleanUp(decoder.decode(Buffer.concat(heldChunks), { stream: !isForced }));
      heldChunks = [];
      bytesSinceCut = chunk.length - cutLength;
    }
    heldChunks.push(chunk.subarray(cutLength));
  }
  yield cleanUp(decoder.decode(Buffer.concat(heldChunks)));
}

/** The number of bytes up to and including the last safe byte; 0 if there is none. */
function afterLastSafeByte(chunk: Buffer): number {
  let at = chunk.length;
  while (at > 0 && (chunk[at - 1] ?? 0) >= MIN_TRAIL_BYTE) at--;
  return at;
}

/** Replaces C1 controls: some legacy decoders turn undefined bytes into them, and texts never contain them. */
function replaceControls(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, '\ufffd');
}

/** Control-Z, with which DOS marks the end of a text. Mainframes, and `copy` on Windows, still append it. */
export const END_MARK = 0x1a;

const MARKS_PER_CHUNK = 64 * 1024;

/**
 * A pipeline stage that drops the end marks of a text; DOS fills the last block of a file with them. Marks are not kept
 * in memory until it is clear whether other text follows, but counted: a damaged file may have gigabytes of them.
 */
export async function* withoutEndMark(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
  let marks = 0;
  for await (const chunk of chunks) {
    const end = lengthWithoutMarks(chunk);
    if (end > 0) {
      yield* endMarks(marks);
      yield typeof chunk === 'string' ? chunk.slice(0, end) : chunk.subarray(0, end);
      marks = 0;
    }
    marks += chunk.length - end;
  }
}

function* endMarks(count: number): Generator<Buffer> {
  for (let remaining = count; remaining > 0; remaining -= MARKS_PER_CHUNK)
    yield Buffer.alloc(Math.min(remaining, MARKS_PER_CHUNK), END_MARK);
}

function lengthWithoutMarks(chunk: Buffer | string): number {
  let end = chunk.length;
  while (end > 0 && (typeof chunk === 'string' ? chunk.charCodeAt(end - 1) : chunk[end - 1]) === END_MARK) end--;
  return end;
}
