import { once } from 'node:events';
import { awaitsOtherExecutor } from '../core/job-destination.ts';
import type { JobObject } from '../core/job-object.ts';

/** Results go to stdout, for scripts; everything that is for people goes to stderr. */

/** Writes one line of a result, and waits while the reader is slow, so that memory does not grow. */
export async function printLine(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

export function printJson(value: unknown): Promise<void> {
  return printLine(JSON.stringify(value));
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export const EXIT = { done: 0, refused: 1, jobError: 2, killed: 3, notAccepted: 4, paused: 5 } as const;

/** The exit status that tells a script how a job ended. */
export function exitStatusOf({ status, records, error }: JobObject, failOnReject: boolean): number {
  if (status === 'error') return EXIT.jobError;
  if (status === 'killed') return EXIT.killed;
  if (status === 'paused' || awaitsOtherExecutor({ state: status, error })) return EXIT.paused;
  return failOnReject && records.rejected + records.invalid > 0 ? EXIT.notAccepted : EXIT.done;
}
