import { createReadStream } from 'node:fs';
import { createGunzip, type Gunzip } from 'node:zlib';
import { UserError } from '../../core/errors.ts';

/** What a compressed file may grow to, so that a small upload cannot fill the disk. */
export interface UnpackCaps {
  readonly maxBytes: number;
  /** Unpacked to packed bytes, asked once more than `ratioFrom` bytes have come out. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
}

/** Rows that differ by no more than a number pack to a fiftieth; nothing but repetition packs to a hundredth and less. */
export const UNPACK_CAPS: UnpackCaps = { maxBytes: 20e9, maxRatio: 200, ratioFrom: 100e6 };

/** The first bytes of what is inside a gzip file: `enough` of them, or all there are. */
export async function peekIntoGzip(path: string, enough: number): Promise<Buffer> {
  const packed = createReadStream(path);
  const gunzip = packed.pipe(createGunzip());
  packed.on('error', (error) => gunzip.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of gunzip) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= enough) break;
    }
  } finally {
    packed.destroy();
  }
  return Buffer.concat(chunks).subarray(0, enough);
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
