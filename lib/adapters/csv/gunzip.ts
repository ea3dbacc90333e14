import { createGunzip, type Gunzip, gunzipSync, constants as zlib } from 'node:zlib';
import { UserError } from '#lib/core/errors.ts';

/** What a compressed file may grow to, so that a small upload cannot fill the disk. */
export interface UnpackCaps {
  readonly maxBytes: number;
  /** Unpacked to packed bytes, asked once more than `ratioFrom` bytes have come out. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
}

export const UNPACK_CAPS: UnpackCaps = { maxBytes: 20e9, maxRatio: 1000, ratioFrom: 100e6 };

/** Packed bytes that suffice to see the beginning of what is inside; they hold at most a thousand times as many. */
const PEEKED_BYTES = 16 * 1024;

/** The beginning of what is inside a gzip file that begins with `first`. */
export function peekIntoGzip(first: Buffer): Buffer {
  try {
    // Flushing in the end, rather than finishing, accepts that `first` ends in the middle.
    return gunzipSync(first.subarray(0, PEEKED_BYTES), { finishFlush: zlib.Z_SYNC_FLUSH });
  } catch (cause) {
    throw gzipFault(cause);
  }
}

/** Two stages for a pipeline that unpack a gzip file of `packedBytes`, all its members, within the caps. */
export function unpacking(
  packedBytes: number,
  caps: UnpackCaps,
): [Gunzip, (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>] {
  const gunzip = createGunzip();
  return [gunzip, (chunks) => withinCaps(chunks, gunzip, packedBytes, caps)];
}

async function* withinCaps(
  chunks: AsyncIterable<Buffer>,
  gunzip: Gunzip,
  packedBytes: number,
  caps: UnpackCaps,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > caps.maxBytes) throw new UserError('gzip_too_large', { maxBytes: caps.maxBytes });
    if (bytes > caps.ratioFrom && bytes > caps.maxRatio * gunzip.bytesWritten) {
      throw new UserError('gzip_ratio', { maxRatio: caps.maxRatio });
    }
    yield chunk;
  }
  // zlib stops at the first bytes that begin no further member, and would leave out all that follows.
  if (gunzip.bytesWritten !== packedBytes) throw new UserError('gzip_corrupt');
}

/** Says in the user's terms what zlib found wrong; every other error stays as it is. */
export function gzipFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new UserError('gzip_truncated', {}, { cause: error });
  if (code === 'Z_DATA_ERROR') return new UserError('gzip_corrupt', {}, { cause: error });
  return error;
}
