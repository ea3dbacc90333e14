import type { Clock } from '../../core/clock.ts';
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
  readonly clock: Clock;
  readonly makeJob: MakeQueryJob;
  /** Called for jobs that could not be created. */
  readonly onRefusal: (query: number, error: unknown) => void;
}

/** A saved query with a schedule. */
type ScheduledQuery = SavedQuery & { readonly schedule: Schedule };

/**
 * Decides about the due planned times of a query, and creates the job of the one that runs. Decision, next planned time and
 * job are written in one transaction.
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

/** A waiting run has priority over one that is due now. */
function planQuery(query: ScheduledQuery, options: PlanOptions): void {
  startWaiting(query, options);
  const decision = decideDue(query.schedule, options.clock.now());
  if (!decision) return;
  const id = options.plannedRuns.add({ queryId: query.id, ...decision });
  options.plannedRuns.advance(query.id, decision.nextAt);
  if (id !== undefined) startOrDrop(query, { ...decision, id }, options);
}

function startOrDrop(query: ScheduledQuery, due: DueDecision & { readonly id: number }, options: PlanOptions): void {
  const { plannedRuns } = options;
  const job = plannedRuns.unfinishedJob(query.id);
  if (due.isLeftOut) plannedRuns.drop(due.id, 'skipped', { code: 'missed', params: {} });
  else if (job !== undefined && query.schedule.overlap === 'skip')
    plannedRuns.drop(due.id, 'skipped', { code: 'overlap', params: { job } });
  else startWaiting(query, options);
}

/** Starts the oldest waiting run if no run of the query is unfinished. */
function startWaiting(query: ScheduledQuery, options: PlanOptions): void {
  const { plannedRuns } = options;
  if (plannedRuns.unfinishedJob(query.id) !== undefined) return;
  const run = plannedRuns.oldestWaiting(query.id);
  if (run) start(query, run, options);
}

/** If a job cannot be created, the run is dropped instead of retried every second, except for faults of the machine. */
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
