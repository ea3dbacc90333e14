import { ERRORS, type Lock, type Locker } from '@tus/server';

interface Holder {
  readonly requestStop: () => Promise<void> | void;
  readonly stopped: Promise<void>;
  readonly stop: () => void;
}

/**
 * One request at a time per upload. A new request asks the current one to stop, and waits: after a network failure, a
 * request that its client has given up may still be open here. (The library's own locker polls, which uses a full core
 * while it waits.)
 */
export class UploadLocks implements Locker {
  readonly #holders = new Map<string, Holder>();

  newLock(id: string): Lock {
    return {
      lock: (signal, requestStop) => this.#lock(id, signal, requestStop),
      unlock: async () => {
        const holder = this.#holders.get(id);
        this.#holders.delete(id);
        holder?.stop();
      },
    };
  }

  async #lock(id: string, signal: AbortSignal, requestStop: Holder['requestStop']): Promise<void> {
    for (let holder = this.#holders.get(id); holder; holder = this.#holders.get(id)) {
      await holder.requestStop();
      await Promise.race([holder.stopped, aborted(signal)]);
      if (signal.aborted) throw ERRORS.ERR_LOCK_TIMEOUT;
    }
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
    this.#holders.set(id, { requestStop: requestStop, stopped, stop });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
