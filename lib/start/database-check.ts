import { EXIT_REFUSED } from './as-child.ts';
import { spawnNode } from './spawn-node.ts';

export interface DatabaseCheckOptions {
  /** Ends the check. */
  readonly signal: AbortSignal;
  /** Called if the database is damaged; the check has printed how. */
  readonly onDamaged: () => void;
  readonly log: (line: string) => void;
  /** Delay before a check that could not be started is started again. */
  readonly retryMs?: number;
}

/** Runs `file`, which checks the database, in its own process. */
export function checkDatabase(file: string, options: DatabaseCheckOptions): void {
  const { signal, onDamaged, log, retryMs = 30_000 } = options;
  if (signal.aborted) return;
  const check = spawnNode([file], { stdio: 'inherit' }, (message) => {
    log(`the database cannot be checked: ${message}; trying again in ${retryMs} ms`);
    setTimeout(() => checkDatabase(file, options), retryMs).unref();
  });
  if (!check) return;
  check.on('error', ({ message }) => log(`the database check: ${message}`));
  check.on('exit', (code) => {
    if (code === EXIT_REFUSED) onDamaged();
  });
  signal.addEventListener('abort', () => check.kill(), { once: true });
}
