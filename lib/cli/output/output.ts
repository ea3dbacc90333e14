import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type Table from 'cli-table3';
import { awaitsOtherExecutor } from '../../core/job/job-destination.ts';
import { printable, printableJson } from '../../core/text/unprintable.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { commandIo } from '../invocation.ts';

/** Results for scripts go to stdout; messages for people go to stderr. */

/** Writes a line of a result, or a table. Tables already have printable cells, and keep their colors. */
export function printLine(line: string | Table.Table): Promise<void> {
  return write(typeof line === 'string' ? printable(line) : line.toString());
}

export function printJson(value: unknown): Promise<void> {
  return write(printableJson(value));
}

/** Writes a stream to standard output, at the reader's pace. */
export function printAll(content: AsyncIterable<string | Uint8Array> | Iterable<string>): Promise<void> {
  return pipeline(content, commandIo().stdout, { end: false });
}

export function say(line: string): void {
  commandIo().stderr.write(`${printable(line)}\n`);
}

/** Whether both standard output and standard error are terminals. */
export function isTerminal(): boolean {
  const { stdout, stderr } = commandIo();
  return Boolean(stdout.isTTY && stderr.isTTY);
}

/** Waits for a slow reader, so that memory does not grow. */
async function write(line: string): Promise<void> {
  const { stdout } = commandIo();
  if (!stdout.write(`${line}\n`)) await once(stdout, 'drain');
}

export const EXIT = { done: 0, refused: 1, jobError: 2, killed: 3, notAccepted: 4, paused: 5, unwritten: 6 } as const;

/** Whether a job is still queued or running. A job that waits for an executor with another address counts as paused. */
export function isUnderWay({ status, error }: Pick<JobObject, 'status' | 'error'>): boolean {
  return (status === 'queued' || status === 'running') && !awaitsOtherExecutor({ state: status, error });
}

/** The exit status for how a job ended. */
export function exitStatusOf({ status, records, error }: JobObject, failOnReject: boolean): number {
  if (status === 'error') return EXIT.jobError;
  if (status === 'killed') return EXIT.killed;
  if (status === 'paused' || awaitsOtherExecutor({ state: status, error })) return EXIT.paused;
  return failOnReject && records.rejected + records.invalid > 0 ? EXIT.notAccepted : EXIT.done;
}
