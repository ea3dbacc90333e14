import { createReadStream } from 'node:fs';
import { createGunzip, type Gunzip } from 'node:zlib';
import { UserError } from '../../core/errors.ts';

/** Caps on unpacking, so that a small upload cannot fill the disk. */
export interface UnpackCaps {
  readonly maxBytes: number;
  /** Maximum ratio of unpacked to compressed bytes, checked after `ratioFrom` unpacked bytes. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
}

/** Rows that differ only in a number compress to 1/50; only repetition compresses to 1/100 or less. */
export const UNPACK_CAPS: UnpackCaps = { maxBytes: 20e9, maxRatio: 200, ratioFrom: 100e6 };

/** The first `maxBytes` unpacked bytes of a gzip file, or all bytes if there are fewer. */
export async function readGzipStart(path: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of readUnpacked(path)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/** The unpacked bytes of a gzip file. Returning or throwing closes the file. */
export async function* readUnpacked(path: string): AsyncGenerator<Buffer, void> {
  const compressed = createReadStream(path);
  const gunzip = compressed.pipe(createGunzip());
  compressed.on('error', (error) => gunzip.destroy(error));
  try {
    yield* gunzip;
  } finally {
    compressed.destroy();
  }
}

/** Two pipeline stages: one unpacks all members of a gzip file of `compressedBytes`, the other enforces the caps. */
export function unpackStages(
  compressedBytes: number,
  caps: UnpackCaps,
): [unpack: Gunzip, enforceCaps: (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>] {
  const gunzip = createGunzip();
  return [gunzip, (chunks) => withinCaps(chunks, gunzip, compressedBytes, caps)];
}

async function* withinCaps(
  chunks: AsyncIterable<Buffer>,
  gunzip: Gunzip,
  compressedBytes: number,
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
  // zlib stops silently at bytes that do not begin another member.
  if (gunzip.bytesWritten !== compressedBytes) throw new UserError('gzip_corrupt');
}

/** Turns zlib errors into UserErrors; returns other errors unchanged. */
export function gzipFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new UserError('gzip_truncated', {}, { cause: error });
  if (code === 'Z_DATA_ERROR') return new UserError('gzip_corrupt', {}, { cause: error });
  return error;
}
