const MAX_DELAY_MS = 15_000;

/** Milliseconds between retries while the server does not respond. After about 12 hours in all, the upload fails. */
export const BACKOFF: readonly number[] = Array.from({ length: 3000 }, (_, i) => Math.min(MAX_DELAY_MS, 500 * 2 ** i));

/** Resolves after the delay, as soon as the browser is online again, at an event `retry`, or when `signal` aborts. */
export function waitForNetwork(milliseconds: number, signal: AbortSignal, retryEvents: EventTarget): Promise<void> {
  const finished = new AbortController();
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    finished.signal.addEventListener('abort', () => clearTimeout(timer));
    addEventListener('online', () => resolve(), finished);
    retryEvents.addEventListener('retry', () => resolve(), finished);
    signal.addEventListener('abort', () => resolve(), finished);
  }).finally(() => finished.abort());
}
