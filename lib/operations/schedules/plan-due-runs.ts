import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';
import type { PlannedRun, Scheduled } from '../../core/schedule/planned-run.ts';
import { type DueDecision, decideDue, type Schedule } from '../../core/schedule/schedule.ts';

export interface PlanOptions {
  readonly schedules: {
    find(scheduled: Scheduled): Schedule | null;
    advance(scheduled: Scheduled, nextAt: number | null): void;
  };
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    inSavepoint<T>(work: () => T): T;
    add(run: { scheduled: Scheduled; plannedAt: number; missedSince: number | null }): number | undefined;
    start(id: number, jobId: number): void;
    drop(id: number, state: 'skipped' | 'refused', problem: PlannedRun['problem']): void;
    oldestWaiting(scheduled: Scheduled): Pick<PlannedRun, 'id' | 'plannedAt'> | undefined;
    unfinishedJob(scheduled: Scheduled): number | undefined;
  };
  readonly clock: Clock;
  /** Creates the job of a planned time; only writes to the database. Throws a UserError if the job cannot be created. */
  readonly makePlannedJob: (scheduled: Scheduled, plannedAt: number) => { readonly id: number };
  /** Called once for each planned time whose job could not be created, in the transaction that says so. */
  readonly onRefusal: (refused: RefusedRun, error: unknown) => void;
}

/** A planned time whose job could not be created. */
interface RefusedRun extends Planned {
  readonly plannedAt: number;
  readonly problem: NonNullable<PlannedRun['problem']>;
}

/** Something with a schedule that is not paused. */
interface Planned {
  readonly scheduled: Scheduled;
  readonly schedule: Schedule;
}

/**
 * Decides about the due planned times of a query or another scheduled thing, and creates the job of the one that runs.
 * Decision, next planned time and job are written in one transaction.
 */
export function planDueRuns(options: PlanOptions, scheduled: Scheduled): void {
  const { plannedRuns, schedules } = options;
  plannedRuns.inOneTransaction(() => {
    const schedule = schedules.find(scheduled);
    if (schedule && !schedule.isPaused) plan({ scheduled, schedule }, options);
  });
}

/** A waiting run has priority over one that is due now. */
function plan(planned: Planned, options: PlanOptions): void {
  startWaiting(planned, options);
  const { scheduled, schedule } = planned;
  const decision = decideDue(schedule, options.clock.now());
  if (!decision) return;
  const id = options.plannedRuns.add({ scheduled, ...decision });
  options.schedules.advance(scheduled, decision.nextAt);
  if (id !== undefined) startOrDrop(planned, { ...decision, id }, options);
}

function startOrDrop(planned: Planned, due: DueDecision & { readonly id: number }, options: PlanOptions): void {
  const { plannedRuns } = options;
  const job = plannedRuns.unfinishedJob(planned.scheduled);
  if (due.isLeftOut) plannedRuns.drop(due.id, 'skipped', { code: 'missed', params: {} });
  else if (job !== undefined && planned.schedule.overlap === 'skip')
    plannedRuns.drop(due.id, 'skipped', { code: 'overlap', params: { job } });
  else startWaiting(planned, options);
}

/** Starts the oldest waiting run if no earlier run is unfinished. */
function startWaiting(planned: Planned, options: PlanOptions): void {
  const { scheduled } = planned;
  const { plannedRuns } = options;
  if (plannedRuns.unfinishedJob(scheduled) !== undefined) return;
  const run = plannedRuns.oldestWaiting(scheduled);
  if (run) start(planned, run, options);
}

/** If a job cannot be created, the run is dropped instead of retried every second, except for faults of the machine. */
function start(planned: Planned, run: Pick<PlannedRun, 'id' | 'plannedAt'>, options: PlanOptions): void {
  const { scheduled } = planned;
  const { plannedRuns, makePlannedJob, onRefusal } = options;
  try {
    const job = plannedRuns.inSavepoint(() => makePlannedJob(scheduled, run.plannedAt));
    plannedRuns.start(run.id, job.id);
  } catch (error) {
    if (machineFaultOf(error)) throw error;
    const problem = problemOf(error);
    plannedRuns.drop(run.id, 'refused', problem);
    onRefusal({ ...planned, plannedAt: run.plannedAt, problem }, error);
  }
}

function problemOf(error: unknown): RefusedRun['problem'] {
  if (error instanceof UserError) return { code: error.code, params: error.params };
  return { code: 'job_not_made', params: {} };
}
