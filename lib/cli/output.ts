import { once } from 'node:events';
import type { IssueParams } from '../core/issue.ts';
import type { Job } from '../core/job.ts';
import { type JobObject, jobObject } from '../core/job-object.ts';
import { translate } from '../messages/translate.ts';

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

/** What a script gets to see of a job. `authentication` is named in messages about a refused token. */
export function describeJob(job: Job, nameOf: (authenticationId: number) => string): JobObject {
  return jobObject(job, (error) => jobMessage(job, error, nameOf));
}

export function jobMessage(
  job: Job,
  { code, params }: { code: string; params: IssueParams },
  nameOf: (authenticationId: number) => string,
): string {
  const facts = {
    job: job.id,
    authentication: job.authenticationId === null ? '' : nameOf(job.authenticationId),
    account: job.account,
  };
  return translate('errors', code, { ...facts, ...params });
}

export const EXIT = { done: 0, refused: 1, jobError: 2, killed: 3, notAccepted: 4, paused: 5 } as const;

/** The exit status that tells a script how a job ended. */
export function exitStatusOf({ state, records }: Job, failOnReject: boolean): number {
  if (state === 'error') return EXIT.jobError;
  if (state === 'killed') return EXIT.killed;
  if (state === 'paused') return EXIT.paused;
  return failOnReject && records.rejected + records.invalid > 0 ? EXIT.notAccepted : EXIT.done;
}
