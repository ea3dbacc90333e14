// Runs the commands of pintd for e2e/shell.ts in one process, so that the program is loaded only once.
import { type CommandOptions, type CommandResult, runCommand } from '../lib/cli/command-line.test-kit.ts';

export interface HostRequest extends CommandOptions {
  readonly id: number;
  readonly args: readonly string[];
}

export interface HostAnswer extends CommandResult {
  readonly id: number;
}

process.on('message', (request: HostRequest) => void answer(request));

async function answer({ id, args, ...options }: HostRequest): Promise<void> {
  const hostAnswer: HostAnswer = { id, ...(await runCommand(args, options)) };
  process.send?.(hostAnswer);
}

process.on('disconnect', () => process.exit());
