import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Starts a process that creates a `mutex` with this code and holds the key `a` until it is killed. */
export async function startHolder(
  code: string,
): Promise<{ readonly holder: ChildProcess; readonly kill: () => Promise<void> }> {
  const program = `${code}
    await mutex.run('a', () => {
      process.stdout.write('held');
      // A promise that nothing can resolve would be garbage-collected, and the lock with it. The timer prevents that.
      return new Promise((resolve) => setTimeout(resolve, 600_000));
    });
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(holder, 'exit');
  const kill = async () => {
    holder.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  await once(holder.stdout, 'data');
  return { holder, kill };
}
