import { UserError } from '../../core/errors.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';
import type { PlannedRun, SavedQuery } from '../../core/query/saved-query.ts';
import { type DueDecision, decideDue, type Schedule } from '../../core/schedule/schedule.ts';
import type { MakeQueryJob } from '../queries/make-query-job.ts';

export interface PlanOptions {
  readonly queries: { find(id: number): SavedQuery | undefined };
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    inSavepoint<T>(work: () => T): T;
    add(run: { queryId: number; plannedAt: number; missedSince: number | null }): number | undefined;
    start(id: number, jobId: number): void;
    drop(id: number, state: 'skipped' | 'refused', problem: PlannedRun['problem']): void;
    advance(queryId: number, nextAt: number | null): void;
    oldestWaiting(queryId: number): Pick<PlannedRun, 'id' | 'plannedAt'> | undefined;
    unfinishedJob(queryId: number): number | undefined;
  };
  readonly clock: { now(): number };
  readonly makeJob: MakeQueryJob;
  /** Hears of jobs that could not be made. */
  readonly onRefusal: (query: number, error: unknown) => void;
}

/** A saved query that is run by a schedule. */
type ScheduledQuery = SavedQuery & { readonly schedule: Schedule };

/**
 * Decides what becomes of a query's planned times that are due, and makes the job of the one that runs. The decision, the
 * next planned time and the job are one transaction: whoever dies in the middle of it has done nothing.
 */
export function planDueRuns(options: PlanOptions, queryId: number): void {
  const { plannedRuns, queries } = options;
  plannedRuns.inOneTransaction(() => {
    const query = queries.find(queryId);
    if (query && isScheduled(query)) planQuery(query, options);
  });
}

function isScheduled(query: SavedQuery): query is ScheduledQuery {
  return query.schedule !== null && !query.schedule.isPaused;
}

/** What waited has its turn before what is due now. */
function planQuery(query: ScheduledQuery, options: PlanOptions): void {
  startWaiting(query, options);
  const decision = decideDue(query.schedule, options.clock.now());
  if (!decision) return;
  const id = options.plannedRuns.add({ queryId: query.id, ...decision });
  options.plannedRuns.advance(query.id, decision.nextAt);
  if (id !== undefined) settle(query, { ...decision, id }, options);
}

function settle(query: ScheduledQuery, due: DueDecision & { readonly id: number }, options: PlanOptions): void {
  const { plannedRuns } = options;
  const job = plannedRuns.unfinishedJob(query.id);
  if (due.isLeftOut) plannedRuns.drop(due.id, 'skipped', { code: 'missed', params: {} });
  else if (job !== undefined && query.schedule.overlap === 'skip')
    plannedRuns.drop(due.id, 'skipped', { code: 'overlap', params: { job } });
  else startWaiting(query, options);
}

/** One at a time, oldest first, once nothing of the query is under way. */
function startWaiting(query: ScheduledQuery, options: PlanOptions): void {
  const { plannedRuns } = options;
  if (plannedRuns.unfinishedJob(query.id) !== undefined) return;
  const run = plannedRuns.oldestWaiting(query.id);
  if (run) start(query, run, options);
}

/** A job that cannot be made is no reason to try again each second; a full disk or a busy database is. */
function start(query: SavedQuery, run: Pick<PlannedRun, 'id' | 'plannedAt'>, options: PlanOptions): void {
  const { plannedRuns, makeJob, onRefusal } = options;
  try {
    const job = plannedRuns.inSavepoint(() => makeJob(query, run.plannedAt));
    plannedRuns.start(run.id, job.id);
  } catch (error) {
    if (machineFaultOf(error)) throw error;
    plannedRuns.drop(run.id, 'refused', problemOf(error));
    onRefusal(query.id, error);
  }
}

function problemOf(error: unknown): PlannedRun['problem'] {
  if (error instanceof UserError) return { code: error.code, params: error.params };
  return { code: 'job_not_made', params: {} };
}
