import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';
import type { PlannedRun, Scheduled } from '../../core/schedule/planned-run.ts';
import { type DueDecision, decideDue, type Schedule } from '../../core/schedule/schedule.ts';
import type { InOneTransaction } from '../../core/transaction.ts';

export interface PlanOptions {
  readonly schedules: {
    find(scheduled: Scheduled): Promise<Schedule | null>;
    advance(scheduled: Scheduled, nextAt: number | null): Promise<void>;
  };
  readonly inOneTransaction: InOneTransaction;
  readonly plannedRuns: {
    add(run: { scheduled: Scheduled; plannedAt: number; missedSince: number | null }): Promise<number | undefined>;
    start(id: number, jobId: number): Promise<void>;
    endWithoutJob(id: number, state: 'skipped' | 'refused', problem: PlannedRun['problem']): Promise<void>;
    oldestWaiting(scheduled: Scheduled): Promise<Pick<PlannedRun, 'id' | 'plannedAt'> | undefined>;
    unfinishedJob(scheduled: Scheduled): Promise<number | undefined>;
  };
  readonly clock: Clock;
  /** Creates the job of a planned time; awaits only the database. Throws a UserError if the job cannot be created. */
  readonly makePlannedJob: (scheduled: Scheduled, plannedAt: number) => Promise<{ readonly id: number }>;
  /** Called once for each planned time whose job could not be created, in the transaction that records this. */
  readonly onRefusal: (refused: RefusedRun, error: unknown) => Promise<void>;
}

/** A planned time whose job could not be created. */
interface RefusedRun extends ActiveSchedule {
  readonly plannedAt: number;
  readonly problem: NonNullable<PlannedRun['problem']>;
}

/** A scheduled object whose schedule is not paused. */
interface ActiveSchedule {
  readonly scheduled: Scheduled;
  readonly schedule: Schedule;
}

/**
 * Decides what happens to the due planned times of a schedule, and creates the job of at most one of them. Decision,
 * next planned time and job are written in one transaction.
 */
export async function planDueRuns(options: PlanOptions, scheduled: Scheduled): Promise<void> {
  const { schedules } = options;
  await options.inOneTransaction(async () => {
    const schedule = await schedules.find(scheduled);
    if (schedule && !schedule.isPaused) await plan({ scheduled, schedule }, options);
  });
}

/** A waiting run has priority over one that is due now. */
async function plan(active: ActiveSchedule, options: PlanOptions): Promise<void> {
  await startWaiting(active, options);
  const { scheduled, schedule } = active;
  const decision = decideDue(schedule, options.clock.now());
  if (!decision) return;
  const id = await options.plannedRuns.add({ scheduled, ...decision });
  await options.schedules.advance(scheduled, decision.nextAt);
  if (id !== undefined) await startOrSkip(active, { ...decision, id }, options);
}

async function startOrSkip(
  active: ActiveSchedule,
  due: DueDecision & { readonly id: number },
  options: PlanOptions,
): Promise<void> {
  const { plannedRuns } = options;
  const job = await plannedRuns.unfinishedJob(active.scheduled);
  if (due.isSkipped) await plannedRuns.endWithoutJob(due.id, 'skipped', { code: 'missed', params: {} });
  else if (job !== undefined && active.schedule.overlap === 'skip')
    await plannedRuns.endWithoutJob(due.id, 'skipped', { code: 'overlap', params: { job } });
  else await startWaiting(active, options);
}

/** Starts the oldest waiting run if no earlier run is unfinished. */
async function startWaiting(active: ActiveSchedule, options: PlanOptions): Promise<void> {
  const { scheduled } = active;
  const { plannedRuns } = options;
  if ((await plannedRuns.unfinishedJob(scheduled)) !== undefined) return;
  const run = await plannedRuns.oldestWaiting(scheduled);
  if (run) await start(active, run, options);
}

/**
 * Starts a run. If its job cannot be created, the run ends without one, so that it is not retried every second. Only a
 * fault of the machine is thrown.
 */
async function start(
  active: ActiveSchedule,
  run: Pick<PlannedRun, 'id' | 'plannedAt'>,
  options: PlanOptions,
): Promise<void> {
  const { scheduled } = active;
  const { plannedRuns, makePlannedJob, onRefusal } = options;
  try {
    // In a nested transaction, so that the run can still end without a job if this fails.
    const job = await options.inOneTransaction(() => makePlannedJob(scheduled, run.plannedAt));
    await plannedRuns.start(run.id, job.id);
  } catch (error) {
    if (machineFaultOf(error)) throw error;
    const problem = problemOf(error);
    await plannedRuns.endWithoutJob(run.id, 'refused', problem);
    await onRefusal({ ...active, plannedAt: run.plannedAt, problem }, error);
  }
}

function problemOf(error: unknown): RefusedRun['problem'] {
  if (error instanceof UserError) return { code: error.code, params: error.params };
  return { code: 'job_not_made', params: {} };
}
