import type { Clock } from '../../core/clock.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import type { Workflow } from '../../core/workflow/project.ts';
import { decideSession, nextSession, nextUndelayed } from '../../core/workflow/schedule/session-times.ts';
import { type StartAttemptOptions, startSession } from './start-attempt.ts';

export interface PlanSessionsOptions {
  readonly inOneTransaction: InOneTransaction;
  readonly workflowProjects: {
    due(): Promise<readonly Workflow[]>;
    setNext(id: number, next: Workflow['next']): Promise<void>;
  };
  readonly workflowAttempts: StartAttemptOptions['workflowAttempts'] & {
    isAnyRunning(workflow: number): Promise<boolean>;
  };
  readonly clock: Clock;
  readonly logger: {
    info(facts: object, text: string): void;
    warn(facts: object, text: string): void;
  };
}

/**
 * Begins the due sessions of schedules, or skips them; begins at most one for each workflow. A session that fails to
 * begin stays due, and does not delay others.
 */
export async function planDueSessions(options: PlanSessionsOptions): Promise<void> {
  const { workflowProjects, logger } = options;
  for (const { id } of await workflowProjects.due()) {
    try {
      await options.inOneTransaction(() => plan(options, id));
    } catch (error) {
      logger.warn({ workflow: id, err: error }, 'could not begin a session');
    }
  }
}

/** Runs in one transaction, so that each session begins exactly once. */
async function plan(options: PlanSessionsOptions, id: number): Promise<void> {
  const { workflowProjects, workflowAttempts, clock, logger } = options;
  const workflow = (await workflowProjects.due()).find((due) => due.id === id);
  if (!workflow?.schedule || !workflow.next) return;
  const { schedule, next, timeZone } = workflow;
  const facts = { workflow: id, session: new Date(next.session).toISOString() };
  const decision = decideSession(schedule, next, clock.now(), await workflowAttempts.isAnyRunning(id));
  if (decision !== 'run') logger.info({ ...facts, reason: decision }, 'session skipped');
  else if (!(await startSession(options, workflow, next.session, 'schedule')))
    logger.info({ ...facts, reason: 'exists' }, 'session skipped');
  const findNext = decision === 'delayed' ? nextUndelayed : nextSession;
  await workflowProjects.setNext(id, findNext(schedule, timeZone, next.session, clock.now()));
}
