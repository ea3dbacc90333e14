import type { AttemptNotice } from '../../../core/notification/notification.ts';
import { nameWithoutValues } from '../../../core/workflow/attempt/task-tree.ts';
import type { Database } from '../database/database.ts';
import { isFalse } from '../database/portable-sql.ts';
import { findAttempt } from './attempt-row.ts';
import { WorkflowViews } from './views.ts';

const MAX_FAILED_TASKS = 5;

/** A notice about an attempt, with its tasks as they are now. */
export async function attemptNoticeOf(
  database: Database,
  id: number,
  { state, at }: Pick<AttemptNotice, 'state' | 'at'>,
): Promise<AttemptNotice> {
  const attempt = await findAttempt(database, id);
  if (!attempt) throw new Error(`there is no attempt ${id}`);
  const { project, workflow, session, retryName, isSandbox, createdAt } = attempt;
  const failedTasks = await database.values<string>(
    `SELECT json_extract(record, '$.fullName') FROM workflow_task
      WHERE attempt_id = ? AND state = 'error' AND ${isFalse('record', 'isSuperseded')} ORDER BY id LIMIT ?`,
    [id, MAX_FAILED_TASKS],
  );
  const { success, error } = await new WorkflowViews(database).counts(id);
  return {
    attempt: id,
    state,
    at,
    startedAt: createdAt,
    project,
    workflow,
    session: { id: session.id, time: session.time },
    retryName,
    isSandbox,
    tasks: { success, error },
    failedTasks: failedTasks.map(nameWithoutValues),
  };
}
