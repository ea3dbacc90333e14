import { hashFile } from './upload-hash.ts';
import type { HashReport } from './upload-hash-worker.ts';

/**
 * The SHA-256 of a file as hex, computed in a worker if possible, so that the page stays responsive. Rejects if the
 * file cannot be read.
 */
export async function checksumOf(
  file: File,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (hashed: number) => void },
): Promise<string> {
  const worker = new Worker(new URL('./upload-hash-worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  signal.addEventListener('abort', () => reject(signal.reason));
  worker.onmessage = ({ data }: MessageEvent<HashReport>) => {
    if ('hashed' in data) onProgress(data.hashed);
    else if ('sha256' in data) resolve(data.sha256);
    else reject(new Error('the file cannot be read'));
  };
  // The script may fail to load, for example without a network; then the file is hashed in this thread, in chunks.
  worker.onerror = (event) => {
    event.preventDefault();
    hashFile(file, onProgress, signal).then(resolve, reject);
  };
  worker.postMessage(file);
  return promise.finally(() => worker.terminate());
}
