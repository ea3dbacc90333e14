import { type DetailedError, Upload } from 'tus-js-client';
import { discardUpload, receivedAt } from './unfinished-upload.ts';
import { BACKOFF } from './upload-backoff.ts';
import { failureOf, UploadFailure } from './upload-failure.ts';

export interface TransferOptions {
  /** Where an unfinished upload of this file stands; without it a new one begins. */
  readonly address: string | undefined;
  /** Stops it here; what has arrived stays in the console. */
  readonly signal: AbortSignal;
  readonly onProgress: (received: number) => void;
  /** There is no answer. It is tried again by itself. */
  readonly onLost: () => void;
}

export interface Transfer {
  /** The upload's address, once all bytes have arrived. */
  readonly arrived: Promise<string>;
  /** Where the upload stands, once it has begun. */
  readonly address: () => string | null;
  /** How many bytes have arrived, if the console says so: the browser counts those it has handed on. */
  readonly pause: () => Promise<number | undefined>;
  /** Goes on after a pause, or at once where it was waiting to try again. */
  readonly resume: () => void;
  /** Ends it here and in the console. */
  readonly discard: () => Promise<void>;
}

/** An answer of 5xx may pass, but not for ever; what the console refuses stays refused. */
const TRIES_AFTER_FAULT = 5;
const DISK_FULL = 507;

/** Sends the bytes of a file by the tus protocol: what has arrived stays, whatever breaks. */
export function startTransfer(file: File, { address, signal, onProgress, onLost }: TransferOptions): Transfer {
  const { promise: arrived, resolve, reject } = Promise.withResolvers<string>();
  let waiting = false;
  const upload: Upload = new Upload(file, {
    endpoint: new URL('/api/uploads', location.href).href,
    uploadUrl: address ?? null,
    metadata: { filename: file.name },
    storeFingerprintForResuming: false,
    retryDelays: [...BACKOFF],
    onProgress: (received) => {
      waiting = false;
      onProgress(received);
    },
    onSuccess: () => resolve(upload.url ?? ''),
    onError: (error) => reject(endOf(error)),
    onShouldRetry: (error, attempt) => {
      const again = mayPass(statusOf(error), attempt);
      waiting = again;
      if (again) onLost();
      return again;
    },
    // The library would begin anew where it cannot learn how far it was.
    onAfterResponse: (request, response) => {
      if (request.getMethod() === 'HEAD' && response.getStatus() >= 500) throw new Error('no answer');
    },
  });
  const resume = () => void upload.abort().then(() => upload.start());
  const discard = async () => {
    await upload.abort();
    if (upload.url) await discardUpload(upload.url);
  };
  const pause = async () => {
    await upload.abort();
    return upload.url === null ? undefined : receivedAt(upload.url);
  };
  addEventListener('online', () => waiting && resume(), { signal });
  signal.addEventListener('abort', () => upload.abort());
  upload.start();
  return { arrived, address: () => upload.url, pause, resume, discard };
}

function mayPass(status: number, attempt: number): boolean {
  if (status >= 500) return status !== DISK_FULL && attempt < TRIES_AFTER_FAULT;
  return status === 0 || status === 409 || status === 423;
}

function statusOf({ originalResponse }: DetailedError): number {
  return originalResponse?.getStatus() ?? 0;
}

function endOf(error: Error | DetailedError): UploadFailure {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  return response ? failureOf(response.getStatus(), response.getBody()) : new UploadFailure({ kind: 'network' });
}
