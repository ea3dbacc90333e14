import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import type { Attempt } from '../../core/workflow/attempt/attempt.ts';
import type { WorkflowSchedule } from '../../core/workflow/definition/schedule.ts';
import type { Workflow } from '../../core/workflow/project.ts';
import {
  missedSessions,
  nextSession,
  sessionFrom,
  sessionsBetween,
} from '../../core/workflow/schedule/session-times.ts';
import { type StartAttemptOptions, startSession } from './start-attempt.ts';

export interface ChangeScheduleOptions {
  readonly inOneTransaction: InOneTransaction;
  readonly workflowProjects: {
    workflow(id: number): Promise<Workflow>;
    setPaused(id: number, isPaused: boolean): Promise<void>;
    setNext(id: number, next: Workflow['next']): Promise<void>;
  };
}

/**
 * Enables a schedule. It continues with the session at which it was disabled, unless missed sessions are skipped.
 * Throws UserError `workflow_unscheduled`.
 */
export function enableSchedule(
  { inOneTransaction, workflowProjects, clock }: ChangeScheduleOptions & { readonly clock: Clock },
  id: number,
  { skipsMissed = false }: { readonly skipsMissed?: boolean } = {},
): Promise<Workflow> {
  return inOneTransaction(async () => {
    const workflow = await workflowProjects.workflow(id);
    const schedule = scheduleOf(workflow);
    const { timeZone, next, isPaused } = workflow;
    if (skipsMissed && isPaused && next) {
      const missed = missedSessions(schedule, timeZone, { next, now: clock.now(), max: 1 });
      if (missed) await workflowProjects.setNext(id, sessionFrom(schedule, timeZone, missed.until));
    }
    await workflowProjects.setPaused(id, false);
    return workflowProjects.workflow(id);
  });
}

/** Throws UserError `workflow_unscheduled`. */
export async function disableSchedule({ workflowProjects }: ChangeScheduleOptions, id: number): Promise<Workflow> {
  scheduleOf(await workflowProjects.workflow(id));
  await workflowProjects.setPaused(id, true);
  return workflowProjects.workflow(id);
}

/**
 * Skips a number of sessions, or all with a session time before `to`. Throws UserErrors `workflow_unscheduled` and
 * `workflow_skip_past`.
 */
export function skipSessions(
  { inOneTransaction, workflowProjects }: ChangeScheduleOptions,
  id: number,
  until: { readonly count: number } | { readonly to: number },
): Promise<Workflow> {
  return inOneTransaction(async () => {
    const workflow = await workflowProjects.workflow(id);
    const schedule = scheduleOf(workflow);
    const { next, timeZone } = workflow;
    if (!next || ('to' in until && until.to <= next.session)) throw new UserError('workflow_skip_past');
    let newNext: Workflow['next'] = next;
    if ('to' in until) newNext = sessionFrom(schedule, timeZone, until.to);
    else
      for (let remaining = until.count; remaining > 0 && newNext; remaining--)
        newNext = nextSession(schedule, timeZone, newNext.session);
    await workflowProjects.setNext(id, newNext);
    return workflowProjects.workflow(id);
  });
}

export interface BackfillOptions extends ChangeScheduleOptions, StartAttemptOptions {
  readonly clock: Clock;
}

export interface Backfill {
  readonly attempts: readonly Attempt[];
  /** How many sessions already existed. */
  readonly existing: number;
}

/**
 * Starts the sessions of a schedule from a given time up to its next session, or up to now if it has none: at most
 * `count`, the earliest; all of these or none. Existing sessions are left alone. Throws UserErrors
 * `workflow_unscheduled` and `workflow_attempts_too_many`.
 */
export async function backfillSessions(
  options: BackfillOptions,
  id: number,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<Backfill> {
  const { workflowProjects, clock } = options;
  return options.inOneTransaction(async () => {
    const workflow = await workflowProjects.workflow(id);
    const before = workflow.next?.session ?? clock.now();
    const sessions = sessionsBetween(scheduleOf(workflow), workflow.timeZone, { from, before, count });
    const attempts: Attempt[] = [];
    for (const { session } of sessions) {
      const attempt = await startSession(options, workflow, session, 'backfill');
      if (attempt) attempts.push(attempt);
    }
    return { attempts, existing: sessions.length - attempts.length };
  });
}

/** Throws UserError `workflow_unscheduled`. */
export function scheduleOf({ schedule, name }: Workflow): WorkflowSchedule {
  if (!schedule) throw new UserError('workflow_unscheduled', { name });
  return schedule;
}
