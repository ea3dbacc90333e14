import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Workflow, WorkflowChoice, WorkflowProject } from '../../../core/workflow/project.ts';
import type { ProjectFiles } from '../../../core/workflow/project-files.ts';
import type { Tables } from '../database/tables.ts';

type WorkflowRow = Tables['workflow'] & { readonly project: string; readonly schedule: string | null };

const PROJECT = `SELECT project.id, project.name, project.created_at AS createdAt, newest.number AS revision,
    newest.id AS revisionId, newest.created_at AS updatedAt
  FROM workflow_project project JOIN workflow_revision newest ON newest.project_id = project.id
   AND newest.number = (SELECT max(number) FROM workflow_revision WHERE project_id = project.id)`;

const WORKFLOW = `SELECT workflow.*, project.name AS project FROM workflow
  JOIN workflow_project project ON project.id = workflow.project_id WHERE removed_at IS NULL`;

/** Projects with their revisions and workflows. */
export class SqliteWorkflowProjects {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  inOneTransaction<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }

  list(): readonly WorkflowProject[] {
    return this.#database.prepare<[], WorkflowProject>(`${PROJECT} ORDER BY project.name COLLATE NOCASE`).all();
  }

  /** Throws UserError `workflow_project_unknown`. */
  get(id: number): WorkflowProject {
    const found = this.#database.prepare<[number], WorkflowProject>(`${PROJECT} WHERE project.id = ?`).get(id);
    if (!found) throw new UserError('workflow_project_unknown', { name: String(id) });
    return found;
  }

  findByName(name: string): WorkflowProject | undefined {
    return this.#database.prepare<[string], WorkflowProject>(`${PROJECT} WHERE project.name = ?`).get(name);
  }

  /** A new revision of a project, which is created if it does not exist. Workflows that it lacks lose their schedule. */
  push(name: string, files: ProjectFiles, workflows: readonly WorkflowChoice[]): WorkflowProject {
    return this.inOneTransaction(() => {
      const now = this.#clock.now();
      this.#database
        .prepare('INSERT INTO workflow_project (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run(name, now);
      const project = this.#database
        .prepare<[string], number>('SELECT id FROM workflow_project WHERE name = ?')
        .pluck()
        .get(name) as number;
      const revision = this.#database
        .prepare(
          `INSERT INTO workflow_revision (project_id, number, created_at)
           SELECT :project, coalesce(max(number), 0) + 1, :now FROM workflow_revision WHERE project_id = :project`,
        )
        .run({ project, now }).lastInsertRowid;
      const insert = this.#database.prepare('INSERT INTO workflow_file (revision_id, path, content) VALUES (?, ?, ?)');
      for (const path of files.paths) insert.run(revision, path, files.read(path));
      this.#replaceWorkflows(project, workflows, now);
      return this.get(project);
    });
  }

  #replaceWorkflows(project: number, workflows: readonly WorkflowChoice[], now: number): void {
    this.#database
      .prepare('UPDATE workflow SET removed_at = ?, next_session = NULL, next_run = NULL WHERE project_id = ?')
      .run(now, project);
    const store = this.#database.prepare(
      `INSERT INTO workflow (project_id, name, time_zone, schedule) VALUES (:project, :name, :timeZone, :schedule)
       ON CONFLICT (project_id, name) DO UPDATE
         SET time_zone = excluded.time_zone, schedule = excluded.schedule, removed_at = NULL`,
    );
    for (const { name, timeZone, schedule } of workflows)
      store.run({ project, name, timeZone, schedule: schedule && JSON.stringify(schedule) });
  }

  delete(id: number): void {
    const { changes } = this.#database.prepare('DELETE FROM workflow_project WHERE id = ?').run(id);
    if (changes === 0) throw new UserError('workflow_project_unknown', { name: String(id) });
  }

  /** The files of a revision, by its id. */
  files(revisionId: number): ProjectFiles {
    const rows = this.#database
      .prepare<[number], { path: string; content: string }>(
        'SELECT path, content FROM workflow_file WHERE revision_id = ? ORDER BY path',
      )
      .all(revisionId);
    const contents = new Map(rows.map(({ path, content }) => [path, content]));
    return { paths: rows.map(({ path }) => path), read: (path) => contents.get(path) };
  }

  workflows(project: number): readonly Workflow[] {
    const rows = this.#database.prepare(`${WORKFLOW} AND project_id = ? ORDER BY workflow.name`).all(project);
    return (rows as WorkflowRow[]).map(workflowOfRow);
  }

  /** Throws UserError `workflow_not_found`. */
  workflow(id: number): Workflow {
    const row = this.#database.prepare(`${WORKFLOW} AND workflow.id = ?`).get(id);
    if (row === undefined) throw new UserError('workflow_not_found', { name: String(id) });
    return workflowOfRow(row as WorkflowRow);
  }

  findWorkflow(project: number, name: string): Workflow | undefined {
    return this.workflows(project).find((each) => each.name === name);
  }

  /** Those whose next run is due. */
  due(): readonly Workflow[] {
    const rows = this.#database.prepare(`${WORKFLOW} AND is_paused = 0 AND next_run <= ?`).all(this.#clock.now());
    return (rows as WorkflowRow[]).map(workflowOfRow);
  }

  setNext(id: number, next: Workflow['next']): void {
    this.#database
      .prepare('UPDATE workflow SET next_session = ?, next_run = ? WHERE id = ?')
      .run(next?.session ?? null, next?.run ?? null, id);
  }

  setPaused(id: number, isPaused: boolean): void {
    this.#database.prepare('UPDATE workflow SET is_paused = ? WHERE id = ?').run(Number(isPaused), id);
  }
}

function workflowOfRow(row: WorkflowRow): Workflow {
  return {
    id: row.id,
    project: { id: row.project_id, name: row.project },
    name: row.name,
    timeZone: row.time_zone,
    schedule: row.schedule === null ? null : (JSON.parse(row.schedule) as Workflow['schedule']),
    isPaused: row.is_paused !== 0,
    next: row.next_session === null || row.next_run === null ? null : { session: row.next_session, run: row.next_run },
  };
}
