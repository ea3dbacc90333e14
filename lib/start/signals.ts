/**
 * The terminal, npm and the launcher may each deliver the same Ctrl-C, on a busy machine half a second apart: signals
 * this close together count once.
 */
const ECHO_MS = 1000;

/** Calls `handle` with 1 for the first distinct signal, 2 for the second, and so on. */
export function onSignals(signals: readonly NodeJS.Signals[], handle: (count: number) => void): void {
  let count = 0;
  let handledAt = Number.NEGATIVE_INFINITY;
  const onSignal = () => {
    const now = performance.now();
    if (now - handledAt < ECHO_MS) return;
    handledAt = now;
    count += 1;
    handle(count);
  };
  for (const signal of signals) process.on(signal, onSignal);
}
