import { constants } from 'node:os';

/**
 * The terminal, npm and the launcher may each deliver the same Ctrl-C, on a busy machine half a second apart: signals
 * this close together count once.
 */
const ECHO_MS = 1000;

/** Calls `handle` with 1 and the first distinct signal, with 2 and the second, and so on. */
export function onSignals(
  signals: readonly NodeJS.Signals[],
  handle: (count: number, signal: NodeJS.Signals) => void,
): void {
  let count = 0;
  let handledAt = Number.NEGATIVE_INFINITY;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (now - handledAt < ECHO_MS) return;
    handledAt = now;
    count += 1;
    handle(count, signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
}

/** The exit status of a process that a signal ends, as shells report it. */
export function exitStatusOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
