// Runs the commands of pintd for e2e/shell.ts in one process, so that the program is loaded only once.
import { type CommandOptions, type Ended, runCommand } from '../lib/cli/command-line.test-kit.ts';

export interface HostRequest extends CommandOptions {
  readonly id: number;
  readonly args: readonly string[];
}

export interface HostAnswer extends Ended {
  readonly id: number;
}

process.on('message', async ({ id, args, ...options }: HostRequest) => {
  const answer: HostAnswer = { id, ...(await runCommand(args, options)) };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
