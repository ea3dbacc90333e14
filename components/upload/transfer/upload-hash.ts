import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const CHUNK_BYTES = 1_000_000;

/** The SHA-256 of a file as hex. The file is read in chunks, as it may be larger than memory. */
export async function hashFile(
  file: File,
  onProgress: (hashed: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = sha256.create();
  for (let offset = 0; offset < file.size; offset += CHUNK_BYTES) {
    hash.update(new Uint8Array(await file.slice(offset, offset + CHUNK_BYTES).arrayBuffer()));
    signal?.throwIfAborted();
    onProgress(Math.min(offset + CHUNK_BYTES, file.size));
  }
  return bytesToHex(hash.digest());
}
