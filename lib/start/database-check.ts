import { spawn } from 'node:child_process';
import { EXIT_REFUSED } from './as-child.ts';

export interface DatabaseCheckOptions {
  /** Ends the check. */
  readonly signal: AbortSignal;
  /** Called if the database is damaged; the check has printed how. */
  readonly onDamaged: () => void;
  readonly log: (line: string) => void;
  /** Delay before a check that could not be started is started again. */
  readonly retryMs?: number;
}

/** Runs `file`, which checks the database, in a process of its own. */
export function checkDatabase(file: string, options: DatabaseCheckOptions): void {
  const { signal, onDamaged, log, retryMs = 30_000 } = options;
  if (signal.aborted) return;
  const check = spawn(process.execPath, [file], { stdio: 'inherit' });
  check.on('exit', (code) => {
    if (code === EXIT_REFUSED) onDamaged();
  });
  // As when the machine has too many processes; without this handler, Node would end the parent.
  check.on('error', ({ message }) => {
    if (check.pid !== undefined) return;
    log(`the database cannot be checked: ${message}; trying again in ${retryMs} ms`);
    setTimeout(() => checkDatabase(file, options), retryMs).unref();
  });
  signal.addEventListener('abort', () => check.kill(), { once: true });
}
