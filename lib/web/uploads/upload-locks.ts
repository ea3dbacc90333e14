import type { Lock, Locker } from '@tus/server';
import type { UploadLease, UploadLeases } from '../../adapters/store/uploads/upload-leases.ts';

/** Another request uses the upload. Clients try again, as after a wrong offset. */
export class UploadLocked extends Error {
  readonly status_code = 423;
  readonly body = 'Another request uses the upload\n';
}

interface Holder {
  readonly requestStop: () => Promise<void> | void;
  readonly stopped: Promise<void>;
  readonly stop: () => void;
  /** Undefined while the request waits for another process. */
  lease?: UploadLease;
}

/**
 * One request at a time per upload. A new request asks the current one to stop, and waits: after a network failure, a
 * request whose client has given up may still be open in this or another web process. (The library's own locker polls,
 * which uses a full core while it waits.)
 */
export class UploadLocks implements Locker {
  readonly #leases: UploadLeases;
  readonly #holders = new Map<string, Holder>();

  constructor(leases: UploadLeases) {
    this.#leases = leases;
  }

  newLock(id: string): Lock {
    return {
      lock: (signal, requestStop) => this.#lock(id, signal, requestStop),
      unlock: async () => {
        await this.#holders.get(id)?.lease?.release();
        this.#unlockHere(id);
      },
    };
  }

  /** Whether the request of this process that has the lock may still write. */
  isHeld(id: string): boolean {
    return this.#holders.get(id)?.lease?.isHeld ?? false;
  }

  async #lock(id: string, signal: AbortSignal, requestStop: Holder['requestStop']): Promise<void> {
    const holder = await this.#lockHere(id, signal, requestStop);
    try {
      holder.lease = await this.#leases.acquire(id, signal, () => void requestStop());
    } catch (error) {
      this.#unlockHere(id);
      throw signal.aborted ? new UploadLocked() : error;
    }
  }

  async #lockHere(id: string, signal: AbortSignal, requestStop: Holder['requestStop']): Promise<Holder> {
    for (let holder = this.#holders.get(id); holder; holder = this.#holders.get(id)) {
      await holder.requestStop();
      await Promise.race([holder.stopped, aborted(signal)]);
      if (signal.aborted) throw new UploadLocked();
    }
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
    const holder: Holder = { requestStop, stopped, stop };
    this.#holders.set(id, holder);
    return holder;
  }

  #unlockHere(id: string): void {
    const holder = this.#holders.get(id);
    this.#holders.delete(id);
    holder?.stop();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
