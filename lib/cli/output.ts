import { once } from 'node:events';
import type Table from 'cli-table3';
import type { JobObject } from '../core/job-object.ts';
import { printable, printableJson } from '../core/unprintable.ts';

/** Results go to stdout, for scripts; everything that is for people goes to stderr. */

/** Writes a line of a result, or a table, whose cells are printable and whose own colours stay. */
export function printLine(line: string | Table.Table): Promise<void> {
  return write(typeof line === 'string' ? printable(line) : line.toString());
}

export function printJson(value: unknown): Promise<void> {
  return write(printableJson(value));
}

export function say(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Waits while the reader is slow, so that memory does not grow. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

export const EXIT = { done: 0, refused: 1, jobError: 2, killed: 3, notAccepted: 4, paused: 5 } as const;

/** The exit status that tells a script how a job ended. */
export function exitStatusOf({ status, records }: JobObject, failOnReject: boolean): number {
  if (status === 'error') return EXIT.jobError;
  if (status === 'killed') return EXIT.killed;
  if (status === 'paused') return EXIT.paused;
  return failOnReject && records.rejected + records.invalid > 0 ? EXIT.notAccepted : EXIT.done;
}
