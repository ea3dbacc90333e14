import { LeaseLost, LOGGED_ERROR } from '../../core/delivery/ledger.ts';
import { UserError } from '../../core/errors.ts';
import type { IssueParams } from '../../core/issue.ts';
import { type Job, type JobError, type JobRequest, MAX_DEATHS } from '../../core/job/job.ts';
import { isDatabaseUnavailable, machineFaultOf } from '../../core/machine-fault.ts';
import { beginningOf } from '../../core/text/beginning-of.ts';

/** Why an execution of a job ends early. */
export interface Stop {
  readonly state: 'queued' | 'paused' | 'killed' | 'error';
  readonly error: JobError | null;
}

/** Interrupted by a person at a terminal. */
export const PAUSED_BY_INTERRUPT: Stop = { state: 'paused', error: { code: 'interrupted', params: {} } };
/** Requested by a person. */
export const PAUSED_BY_PERSON: Stop = { state: 'paused', error: { code: 'user', params: {} } };
export const KILLED: Stop = { state: 'killed', error: null };
/** Another execution continues: the next worker, or one with the new token. */
export const BACK_TO_QUEUE: Stop = { state: 'queued', error: null };
export const DISK_FULL: Stop = { state: 'paused', error: { code: 'disk_full', params: {} } };
/** Several processes died while they executed the job. A person can investigate the cause, or resume the job. */
export const PROCESS_DIED = {
  state: 'paused',
  error: { code: 'process_died', params: { count: MAX_DEATHS } },
} as const satisfies Stop;
/** The key that encrypted the token is lost. A person has to enter the token again; the job then resumes. */
export const TOKEN_UNREADABLE = {
  state: 'paused',
  error: { code: 'token_unreadable', params: {} },
} as const satisfies Stop;
/** An unexpected error. Everything committed is kept, and a person can resume the job. */
export const INTERNAL: Stop = { state: 'error', error: { code: 'internal_error', params: {} } };

/** The stop for a request of a person, or for a refusal that affects this job. */
export function stopFor(request: JobRequest, { account }: Pick<Job, 'account'>): Stop {
  if (request === 'kill') return KILLED;
  if (request === 'pause') return PAUSED_BY_PERSON;
  return { state: 'paused', error: { code: request, params: { account } } };
}

/** Whether a job pauses because its token was refused. */
export function isRefused({ state, error }: Pick<Job, 'state' | 'error'>): boolean {
  return state === 'paused' && (error?.code === 'unauthorized' || error?.code === 'forbidden');
}

/** Ignores a lost lease: writes of the former owner have no effect. */
export function throwUnlessLeaseLost(error: unknown): void {
  if (!(error instanceof LeaseLost)) throw error;
}

/** The stop for an error. For a lost lease, any stop will do: writes of the former owner have no effect. */
export function stopOf(error: unknown): Stop {
  if (error instanceof LeaseLost) return KILLED;
  // Everything committed is kept, including which calls have no outcome yet.
  if (isDatabaseUnavailable(error)) return BACK_TO_QUEUE;
  return machineFaultOf(error) === 'disk_full' ? DISK_FULL : INTERNAL;
}

/** Like `stopOf`, but a UserError becomes the job's error: a person has to correct the file, query or tables. */
export function userStopOf(error: unknown): Stop {
  if (!(error instanceof UserError)) return stopOf(error);
  return { state: 'error', error: { code: error.code, params: shortenTexts(error.params) } };
}

/** Limits the length of the texts among error parameters, since column names can be arbitrary. */
function shortenTexts(params: IssueParams): IssueParams {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? beginningOf(value, 500) : value]),
  );
}

/** The parameters of a log line about a stop. */
export function loggedError({ error }: Stop): IssueParams {
  return error ? { ...error.params, [LOGGED_ERROR]: error.code } : {};
}
