/** What a child of lib/start.ts says over its channel once it does its work. */
export interface ReadyMessage {
  readonly ready: true;
}

/** A child's exit status for "I must not start like this" (settings, key): it has said why; do not try again. */
export const EXIT_REFUSED = 78;

export function tellReady(): void {
  process.send?.({ ready: true } satisfies ReadyMessage);
}

/**
 * Calls `stop` once when this process is told to end or loses its parent, then exits; after `deadlineMs` it exits
 * without waiting any longer. Ctrl-C reaches parent and children alike, so that several signals may come.
 */
export function endWithParent(stop: () => Promise<void>, deadlineMs: number): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), deadlineMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
}
