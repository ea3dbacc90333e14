import type { Attempt, AttemptOrigin, AttemptState } from '../../../core/workflow/attempt/attempt.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import type { Tables } from '../database/tables.ts';

/** An attempt with its session, its workflow and its project. */
export type AttemptRow = Row<'workflow_attempt', { state: AttemptState }> &
  Pick<Tables['workflow_session'], 'uuid' | 'time' | 'workflow_id'> &
  Pick<Tables['workflow'], 'project_id' | 'time_zone'> & { readonly workflow: string; readonly project: string };

/** Selects `AttemptRow`s. */
export const ATTEMPT = `SELECT attempt.*, session.uuid, session.time, session.workflow_id,
    workflow.name AS workflow, workflow.time_zone, workflow.project_id, project.name AS project
  FROM workflow_attempt attempt JOIN workflow_session session ON session.id = attempt.session_id
  JOIN workflow ON workflow.id = session.workflow_id JOIN workflow_project project ON project.id = workflow.project_id`;

/** The attempt with this id; undefined if there is none. */
export async function findAttempt(database: Database, id: number): Promise<Attempt | undefined> {
  const row = await database.get<AttemptRow>(`${ATTEMPT} WHERE attempt.id = ?`, [id]);
  return row && attemptOfRow(row);
}

export function attemptOfRow(row: AttemptRow): Attempt {
  return {
    id: row.id,
    project: { id: row.project_id, name: row.project },
    workflow: { id: row.workflow_id, name: row.workflow, timeZone: row.time_zone },
    session: { id: row.session_id, uuid: row.uuid, time: row.time },
    revisionId: row.revision_id,
    retryName: row.retry_name,
    origin: JSON.parse(row.origin) as AttemptOrigin,
    params: JSON.parse(row.params) as Attempt['params'],
    isSandbox: row.is_sandbox !== 0,
    state: row.state,
    isCancelRequested: row.is_cancel_requested !== 0,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}
