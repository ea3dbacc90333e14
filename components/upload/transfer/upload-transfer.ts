import { type DetailedError, Upload } from 'tus-js-client';
import { discardUpload, fetchReceivedBytes } from './unfinished-upload.ts';
import { BACKOFF } from './upload-backoff.ts';
import { failureOf, UploadFailure } from './upload-failure.ts';

export interface TransferOptions {
  /** The URL of an unfinished upload of this file; absent for a new upload. */
  readonly address: string | undefined;
  /** Aborts the upload; the server keeps the received bytes. */
  readonly signal: AbortSignal;
  readonly onProgress: (received: number) => void;
  /** Called when a request has failed and will be retried. */
  readonly onLost: () => void;
}

export interface Transfer {
  /** Resolves to the upload's URL once all bytes have arrived. */
  readonly arrived: Promise<string>;
  /** The upload's URL, once created. */
  readonly address: () => string | null;
  /**
   * Resolves to the number of bytes that the server has received; undefined if the upload is not created yet, or the
   * server refuses or does not respond. The browser's own count includes buffered bytes.
   */
  readonly pause: () => Promise<number | undefined>;
  /** Resumes after a pause, or retries immediately. */
  readonly resume: () => void;
  /** Cancels the upload and discards it on the server. */
  readonly discard: () => Promise<void>;
}

/** How often a request is retried after responses with 5xx. */
const MAX_RETRIES_AFTER_5XX = 5;
const DISK_FULL = 507;

/** Sends a file by the tus protocol, which keeps received bytes across interruptions. */
export function startTransfer(file: File, { address, signal, onProgress, onLost }: TransferOptions): Transfer {
  const { promise: arrived, resolve, reject } = Promise.withResolvers<string>();
  let isRetrying = false;
  const upload: Upload = new Upload(file, {
    endpoint: new URL('/api/uploads', location.href).href,
    uploadUrl: address ?? null,
    metadata: { filename: file.name },
    storeFingerprintForResuming: false,
    retryDelays: [...BACKOFF],
    onProgress: (received) => {
      isRetrying = false;
      onProgress(received);
    },
    onSuccess: () => resolve(upload.url ?? ''),
    onError: (error) => reject(toFailure(error)),
    onShouldRetry: (error, attempt) => {
      const willRetry = isRetryable(statusOf(error), attempt);
      isRetrying = willRetry;
      if (willRetry) onLost();
      return willRetry;
    },
    // After such a response to the request for the offset (HEAD), the library would start a new upload.
    onAfterResponse: (request, response) => {
      if (request.getMethod() === 'HEAD' && response.getStatus() >= 500) throw new Error('no response');
    },
  });
  const resume = () => void upload.abort().then(() => upload.start());
  const discard = async () => {
    await upload.abort();
    if (upload.url) await discardUpload(upload.url);
  };
  const pause = async () => {
    await upload.abort();
    return upload.url === null ? undefined : fetchReceivedBytes(upload.url);
  };
  addEventListener('online', () => isRetrying && resume(), { signal });
  signal.addEventListener('abort', () => void upload.abort());
  upload.start();
  return { arrived, address: () => upload.url, pause, resume, discard };
}

/** Also true without a response (status 0). Of the refusals, only 409 and 423 are retried. */
function isRetryable(status: number, attempt: number): boolean {
  if (status >= 500) return status !== DISK_FULL && attempt < MAX_RETRIES_AFTER_5XX;
  return status === 0 || status === 409 || status === 423;
}

function statusOf({ originalResponse }: DetailedError): number {
  return originalResponse?.getStatus() ?? 0;
}

function toFailure(error: Error | DetailedError): UploadFailure {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  return response ? failureOf(response.getStatus(), response.getBody()) : new UploadFailure({ kind: 'network' });
}
