import { LeaseLost } from '../../core/delivery/ledger.ts';
import { type Job, type JobError, type JobRequest, MAX_DEATHS } from '../../core/job/job.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';

/** Why a run ends before the file does. */
export interface Stop {
  readonly state: 'queued' | 'paused' | 'killed' | 'error';
  readonly error: JobError | null;
}

/** A person at a terminal interrupted it. */
export const PAUSED_BY_INTERRUPT: Stop = { state: 'paused', error: { code: 'interrupted', params: {} } };
/** A person asked for it. */
export const PAUSED_BY_USER: Stop = { state: 'paused', error: { code: 'user', params: {} } };
export const KILLED: Stop = { state: 'killed', error: null };
/** Another execution goes on: the next worker, or the next one with this token. */
export const BACK_TO_QUEUE: Stop = { state: 'queued', error: null };
export const DISK_FULL: Stop = { state: 'paused', error: { code: 'disk_full', params: {} } };
/** Everything committed is kept; a person can investigate the cause or retry. */
export const PROCESS_DIED = {
  state: 'paused',
  error: { code: 'process_died', params: { count: MAX_DEATHS } },
} as const satisfies Stop;
/** A fault of this machine ends the run, not the job: everything committed stays, and the job can go on. */
export const INTERNAL: Stop = { state: 'error', error: { code: 'internal_error', params: {} } };

/** What was asked for, by a person or by a refusal that concerns this job too. */
export function stopFor(request: JobRequest, { account }: Pick<Job, 'account'>): Stop {
  if (request === 'kill') return KILLED;
  if (request === 'pause') return PAUSED_BY_USER;
  return { state: 'paused', error: { code: request, params: { account } } };
}

/** What an error means for the run. An owner that has lost its job just stops: whatever it writes is void. */
export function stopOf(error: unknown): Stop {
  if (error instanceof LeaseLost) return KILLED;
  return machineFaultOf(error) === 'disk_full' ? DISK_FULL : INTERNAL;
}
