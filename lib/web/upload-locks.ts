import { ERRORS, type Lock, type Locker } from '@tus/server';

interface Holder {
  readonly askToStop: () => Promise<void> | void;
  readonly stopped: Promise<void>;
  readonly stop: () => void;
}

/**
 * One request at a time for an upload. Whoever comes next asks the one before to stop, and waits: after a network that went
 * away, a request may still be open here that its sender has given up. (The library's own locker asks again and again,
 * which costs a core as long as it waits.)
 */
export class UploadLocks implements Locker {
  readonly #holders = new Map<string, Holder>();

  newLock(id: string): Lock {
    return {
      lock: (signal, askToStop) => this.#lock(id, signal, askToStop),
      unlock: async () => {
        const holder = this.#holders.get(id);
        this.#holders.delete(id);
        holder?.stop();
      },
    };
  }

  async #lock(id: string, signal: AbortSignal, askToStop: Holder['askToStop']): Promise<void> {
    for (let holder = this.#holders.get(id); holder; holder = this.#holders.get(id)) {
      await holder.askToStop();
      await Promise.race([holder.stopped, aborted(signal)]);
      if (signal.aborted) throw ERRORS.ERR_LOCK_TIMEOUT;
    }
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
    this.#holders.set(id, { askToStop, stopped, stop });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
