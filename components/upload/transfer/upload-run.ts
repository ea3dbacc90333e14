import { checksumOf } from './upload-checksum.ts';
import { type CompleteUpload, checkUpload, completeUpload, type UploadFormat } from './upload-completion.ts';
import { UploadFailure } from './upload-failure.ts';
import { startTransfer, type Transfer } from './upload-transfer.ts';

/**
 * The progress of an upload. `done` is the number of bytes sent or, while hashing, of bytes hashed. `lost`: a request
 * failed, usually because the server does not respond, and is retried.
 */
export interface RunProgress {
  readonly phase: 'sending' | 'paused' | 'lost' | 'hashing' | 'reading';
  readonly done: number;
  readonly bytesPerSecond: number;
}

export interface RunOptions {
  /** An unfinished upload of this file: its URL, and the number of bytes received. */
  readonly resumed: { readonly address: string; readonly received: number } | undefined;
  readonly formatOf: () => UploadFormat;
  /** Replaces `completeUpload`, which makes the file available for exports. */
  readonly complete: CompleteUpload | undefined;
  /** Aborts the upload; the server keeps the received bytes. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

const UNREADABLE = new UploadFailure({ kind: 'unreadable' });

/**
 * Once this many bytes of a file for an export are sent, its beginning is checked. The check needs fewer, but the
 * browser counts bytes before they arrive.
 */
const CHECK_FROM_BYTES = 20_000_000;

/** The upload of a file: its bytes are sent and hashed in parallel, then the server reads it. */
export class UploadRun {
  readonly #file: File;
  readonly #options: RunOptions;
  readonly #transfer: Transfer;
  readonly #failure = Promise.withResolvers<never>();
  readonly #retryEvents = new EventTarget();
  #hasCheckBegun = false;
  #hasArrived = false;
  #hashed = 0;
  /** Not `sending` at first: the first report of that phase starts the pace. */
  #phase: RunProgress['phase'] = 'lost';
  #done = 0;
  /** When sending began or resumed, and how many bytes had been received before. */
  #pace = { since: 0, from: 0 };

  constructor(file: File, options: RunOptions) {
    this.#file = file;
    this.#options = options;
    this.#transfer = startTransfer(file, {
      address: options.resumed?.address,
      signal: options.signal,
      onProgress: (sent) => this.#onSent(sent),
      onLost: () => this.#onLost(),
    });
    this.#show('sending', options.resumed?.received ?? 0);
  }

  /**
   * The ID of the upload once it can be exported, or the result of `complete`. Rejects with an UploadFailure, or with
   * the signal's reason.
   */
  async finish(): Promise<number> {
    const { signal, formatOf, complete = completeUpload } = this.#options;
    const hashing = checksumOf(this.#file, { signal, onProgress: (hashed) => this.#onHashed(hashed) });
    this.#failure.promise.catch(() => {}); // handled where it is awaited
    hashing.catch(() => this.#fail(UNREADABLE));
    const address = await Promise.race([this.#transfer.arrived, this.#failure.promise]);
    this.#hasArrived = true;
    this.#show('hashing', this.#hashed);
    const sha256 = await Promise.race([hashing, this.#failure.promise]);
    return complete(address, sha256, formatOf(), {
      signal,
      onRequest: () => this.#show('reading', this.#file.size),
      onLost: () => this.#show('lost', this.#file.size),
      retryEvents: this.#retryEvents,
    });
  }

  async pause(): Promise<void> {
    this.#show('paused', this.#done);
    const received = await this.#transfer.pause();
    if (received !== undefined && this.#phase === 'paused') this.#show('paused', received);
  }

  /** Resumes after a pause, or retries immediately. */
  resume(): void {
    if (this.#hasArrived) this.#retryEvents.dispatchEvent(new Event('retry'));
    else this.#transfer.resume();
  }

  /** Cancels the upload and discards it on the server. */
  discard(): Promise<void> {
    return this.#transfer.discard();
  }

  #onSent(sent: number): void {
    this.#show('sending', sent);
    const address = this.#transfer.address();
    if (this.#hasCheckBegun || sent < CHECK_FROM_BYTES || address === null || this.#options.complete) return;
    this.#hasCheckBegun = true;
    const { formatOf, signal } = this.#options;
    checkUpload(address, formatOf(), signal).catch((failure) => this.#fail(failure));
  }

  #onHashed(bytes: number): void {
    this.#hashed = bytes;
    if (this.#phase === 'hashing') this.#show('hashing', bytes);
  }

  /** Reads the first byte of the file, because a changed or moved file fails like a lost connection. */
  #onLost(): void {
    this.#show('lost', this.#done);
    this.#file
      .slice(0, 1)
      .arrayBuffer()
      .catch(() => this.#fail(UNREADABLE));
  }

  #fail(failure: unknown): void {
    if (!this.#options.signal.aborted) void this.#transfer.discard();
    this.#failure.reject(failure);
  }

  #show(phase: RunProgress['phase'], done: number): void {
    if (phase === 'sending' && this.#phase !== 'sending') this.#pace = { since: performance.now(), from: done };
    this.#phase = phase;
    this.#done = done;
    const seconds = (performance.now() - this.#pace.since) / 1000;
    this.#options.onProgress({ phase, done, bytesPerSecond: seconds > 0 ? (done - this.#pace.from) / seconds : 0 });
  }
}
