import type { InOneTransaction } from '../../core/transaction.ts';
import type { Workflow } from '../../core/workflow/project.ts';

export interface RestoreSessionsOptions {
  readonly workflowProjects: {
    /** The workflows whose stored next session was determined while the clock was ahead, each with the valid one. */
    withNextSetAhead(): Promise<readonly Workflow[]>;
    setNext(id: number, next: Workflow['next']): Promise<void>;
  };
  readonly inOneTransaction: InOneTransaction;
}

/**
 * Stores the valid next sessions of workflows whose next session was determined while the clock was ahead; otherwise,
 * they would not run until the clock reaches it. A session that has run does not run again, and what a person skipped
 * while the clock was right remains skipped.
 */
export async function restoreNextSessions({
  workflowProjects,
  inOneTransaction,
}: RestoreSessionsOptions): Promise<void> {
  await inOneTransaction(async () => {
    for (const { id, next } of await workflowProjects.withNextSetAhead()) await workflowProjects.setNext(id, next);
  });
}
