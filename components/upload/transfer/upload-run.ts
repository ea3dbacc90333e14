import { checksumOf } from './upload-checksum.ts';
import { checkUpload, completeUpload, type TakeUpload, type UploadFormat } from './upload-completion.ts';
import { UploadFailure } from './upload-failure.ts';
import { startTransfer, type Transfer } from './upload-transfer.ts';

/**
 * Where a file on its way is. `done` counts the bytes that have arrived, and while it is being checked those that are
 * hashed; `lost`: there is no answer, and it is tried again by itself.
 */
export interface UploadProgress {
  readonly phase: 'sending' | 'paused' | 'lost' | 'checking' | 'reading';
  readonly done: number;
  readonly bytesPerSecond: number;
}

export interface RunOptions {
  /** An unfinished upload of this file: its address, and how many bytes of it had arrived. */
  readonly resumed: { readonly address: string; readonly received: number } | undefined;
  readonly formatOf: () => UploadFormat;
  /** In place of becoming a file that can be exported. */
  readonly take: TakeUpload | undefined;
  /** Stops it here; what has arrived stays in the console. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: UploadProgress) => void;
}

const UNREADABLE = new UploadFailure({ kind: 'unreadable' });

/** From here on it is worth the asking whether the rest need come at all. The browser counts bytes before they arrive. */
const CHECKED_FROM = 20_000_000;

/** One file on its way to the console: its bytes are sent and hashed side by side, then the console checks and reads it. */
export class UploadRun {
  readonly #file: File;
  readonly #options: RunOptions;
  readonly #transfer: Transfer;
  readonly #failed = Promise.withResolvers<never>();
  #isChecked = false;
  #hashed = 0;
  #phase: UploadProgress['phase'] = 'lost';
  #done = 0;
  #pace = { since: 0, from: 0 };

  constructor(file: File, options: RunOptions) {
    this.#file = file;
    this.#options = options;
    this.#transfer = startTransfer(file, {
      address: options.resumed?.address,
      signal: options.signal,
      onProgress: (received) => this.#send(received),
      onLost: () => this.#lose(),
    });
    this.#show('sending', options.resumed?.received ?? 0);
  }

  /** The id of the upload, once it can be exported, or what `take` answers. Rejects with an UploadFailure, or as the signal says. */
  async end(): Promise<number> {
    const { signal, formatOf, take = completeUpload } = this.#options;
    const hashing = checksumOf(this.#file, { signal, onProgress: (hashed) => this.#hash(hashed) });
    this.#failed.promise.catch(() => {}); // it is heard of where it is awaited
    hashing.catch(() => this.#fail(UNREADABLE));
    const address = await Promise.race([this.#transfer.arrived, this.#failed.promise]);
    this.#show('checking', this.#hashed);
    const sha256 = await Promise.race([hashing, this.#failed.promise]);
    return take(address, sha256, formatOf(), {
      signal,
      onAsk: () => this.#show('reading', this.#file.size),
      onLost: () => this.#show('lost', this.#file.size),
    });
  }

  async pause(): Promise<void> {
    this.#show('paused', this.#done);
    const received = await this.#transfer.pause();
    if (received !== undefined && this.#phase === 'paused') this.#show('paused', received);
  }

  /** Goes on after a pause, or at once where it was waiting to try again. */
  resume(): void {
    this.#transfer.resume();
  }

  /** Ends it here and in the console. */
  discard(): Promise<void> {
    return this.#transfer.discard();
  }

  #send(received: number): void {
    this.#show('sending', received);
    const address = this.#transfer.address();
    if (this.#isChecked || received < CHECKED_FROM || address === null || this.#options.take) return;
    this.#isChecked = true;
    const { formatOf, signal } = this.#options;
    checkUpload(address, formatOf(), signal).catch((failure) => this.#fail(failure));
  }

  #hash(bytes: number): void {
    this.#hashed = bytes;
    if (this.#phase === 'checking') this.#show('checking', bytes);
  }

  /** A file that was changed or moved cannot be sent either, and the browser says of that only that nothing was sent. */
  #lose(): void {
    this.#show('lost', this.#done);
    this.#file
      .slice(0, 1)
      .arrayBuffer()
      .catch(() => this.#fail(UNREADABLE));
  }

  #fail(failure: unknown): void {
    if (!this.#options.signal.aborted) void this.#transfer.discard();
    this.#failed.reject(failure);
  }

  #show(phase: UploadProgress['phase'], done: number): void {
    if (phase === 'sending' && this.#phase !== 'sending') this.#pace = { since: performance.now(), from: done };
    this.#phase = phase;
    this.#done = done;
    const seconds = (performance.now() - this.#pace.since) / 1000;
    this.#options.onProgress({ phase, done, bytesPerSecond: seconds > 0 ? (done - this.#pace.from) / seconds : 0 });
  }
}
