/** Sent by a child of lib/start.ts over its IPC channel once it is ready. */
export interface ReadyMessage {
  readonly ready: true;
}

/**
 * Exit status of a child that a restart would not help (invalid settings, wrong key, damaged database) and that has
 * printed why. Its parent does not restart it, unless it has been ready before.
 */
export const EXIT_REFUSED = 78;

export function reportReady(): void {
  process.send?.({ ready: true } satisfies ReadyMessage);
}

/**
 * Calls `stop` once when this process gets a termination signal or loses its parent, then exits, after `deadlineMs` at
 * the latest. Ctrl-C reaches parent and children alike, so several signals may arrive.
 */
export function exitWithParent(stop: () => Promise<void>, deadlineMs: number): void {
  let isStopping = false;
  const handleEnd = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), deadlineMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, handleEnd);
  process.on('disconnect', handleEnd);
}
