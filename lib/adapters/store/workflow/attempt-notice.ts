import type { AttemptNotice } from '../../../core/notification/notification.ts';
import { nameWithoutValues } from '../../../core/workflow/attempt/task-tree.ts';
import type { Database } from '../database/database.ts';
import { isFalse } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';
import { WorkflowViews } from './views.ts';

const MAX_FAILED = 5;

type AttemptRow = Pick<Tables['workflow_attempt'], 'session_id' | 'retry_name' | 'is_sandbox' | 'created_at'> &
  Pick<Tables['workflow_session'], 'time' | 'workflow_id'> &
  Pick<Tables['workflow'], 'project_id' | 'time_zone'> & { readonly workflow: string; readonly project: string };

/** A notice about an attempt, with its tasks as they are now. */
export async function attemptNoticeOf(
  database: Database,
  id: number,
  { state, at }: Pick<AttemptNotice, 'state' | 'at'>,
): Promise<AttemptNotice> {
  const row = await database.get<AttemptRow>(
    `SELECT attempt.retry_name, attempt.is_sandbox, attempt.created_at, session.id AS session_id, session.time,
        workflow.id AS workflow_id, workflow.name AS workflow, workflow.time_zone, project.id AS project_id,
        project.name AS project
      FROM workflow_attempt attempt JOIN workflow_session session ON session.id = attempt.session_id
      JOIN workflow ON workflow.id = session.workflow_id JOIN workflow_project project ON project.id = workflow.project_id
      WHERE attempt.id = ?`,
    [id],
  );
  if (!row) throw new Error(`there is no attempt ${id}`);
  const failedTasks = await database.values<string>(
    `SELECT json_extract(record, '$.fullName') FROM workflow_task
      WHERE attempt_id = ? AND state = 'error' AND ${isFalse('record', 'isSuperseded')} ORDER BY id LIMIT ?`,
    [id, MAX_FAILED],
  );
  const { success, error } = await new WorkflowViews(database).counts(id);
  return {
    ...{ attempt: id, state, at, startedAt: row.created_at },
    project: { id: row.project_id, name: row.project },
    workflow: { id: row.workflow_id, name: row.workflow, timeZone: row.time_zone },
    session: { id: row.session_id, time: row.time },
    ...{ retryName: row.retry_name, isSandbox: row.is_sandbox !== 0 },
    ...{ tasks: { success, error }, failedTasks: failedTasks.map(nameWithoutValues) },
  };
}
