const LONGEST = 15_000;

/** Waits between tries while the console does not answer, in milliseconds: a night of them, then it is given up. */
export const BACKOFF: readonly number[] = Array.from({ length: 3000 }, (_, i) => Math.min(LONGEST, 500 * 2 ** i));

/** Returns after a while, or as soon as the browser says that there is a network again. */
export function waitForNetwork(milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
    addEventListener('online', () => resolve(), over);
    signal.addEventListener('abort', () => resolve(), over);
  }).finally(() => over.abort());
}
