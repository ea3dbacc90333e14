import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { WorkflowSchedule } from '../../../core/workflow/definition/schedule.ts';
import type { Workflow, WorkflowDefinition, WorkflowProject } from '../../../core/workflow/project.ts';
import type { ProjectFiles } from '../../../core/workflow/project-files.ts';
import { isSetAhead, validNext } from '../../../core/workflow/schedule/session-times.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

type WorkflowRow = Tables['workflow'] & { readonly project: string };

const PROJECT = `SELECT project.id, project.name, project.created_at AS createdAt, newest.number AS revision,
    newest.id AS revisionId, newest.created_at AS updatedAt
  FROM workflow_project project JOIN workflow_revision newest ON newest.project_id = project.id
   AND newest.number = (SELECT max(number) FROM workflow_revision WHERE project_id = project.id)`;

const WORKFLOW = `SELECT workflow.*, project.name AS project FROM workflow
  JOIN workflow_project project ON project.id = workflow.project_id WHERE removed_at IS NULL`;

/** Projects with their revisions and workflows. */
export class WorkflowProjects {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  list(): Promise<readonly WorkflowProject[]> {
    return this.#database.all<WorkflowProject>(`${PROJECT} ORDER BY fold_case(project.name), project.id`);
  }

  /** Throws UserError `workflow_project_unknown`. */
  async get(id: number): Promise<WorkflowProject> {
    const project = await this.#database.get<WorkflowProject>(`${PROJECT} WHERE project.id = ?`, [id]);
    if (!project) throw new UserError('workflow_project_unknown', { name: String(id) });
    return project;
  }

  findByName(name: string): Promise<WorkflowProject | undefined> {
    return this.#database.get<WorkflowProject>(`${PROJECT} WHERE project.name = ?`, [name]);
  }

  /**
   * Stores a new revision of a project, which is created if it does not exist. Workflows that the revision lacks are
   * removed; the next sessions of the others have to be set again.
   */
  push(name: string, files: ProjectFiles, workflows: readonly WorkflowDefinition[]): Promise<WorkflowProject> {
    return this.#database.transaction(async () => {
      const now = this.#clock.now();
      await this.#database.run('INSERT INTO workflow_project (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING', [
        name,
        now,
      ]);
      const project = (await this.#database.value('SELECT id FROM workflow_project WHERE name = ?', [name])) as number;
      const revision = (await this.#database.value(
        `INSERT INTO workflow_revision (project_id, number, created_at)
          SELECT :project, coalesce(max(number), 0) + 1, :now FROM workflow_revision WHERE project_id = :project RETURNING id`,
        { project, now },
      )) as number;
      await this.#database.runEach(
        'INSERT INTO workflow_file (revision_id, path, content) VALUES (?, ?, ?)',
        files.paths.map((path) => [revision, path, files.read(path)]),
      );
      await this.#replaceWorkflows(project, workflows, now);
      return this.get(project);
    });
  }

  async #replaceWorkflows(project: number, workflows: readonly WorkflowDefinition[], now: number): Promise<void> {
    await this.#database.run(
      'UPDATE workflow SET removed_at = ?, next_session = NULL, next_run = NULL WHERE project_id = ?',
      [now, project],
    );
    await this.#database.runEach(
      `INSERT INTO workflow (project_id, name, time_zone, schedule) VALUES (:project, :name, :timeZone, :schedule)
        ON CONFLICT (project_id, name) DO UPDATE
          SET time_zone = excluded.time_zone, schedule = excluded.schedule, removed_at = NULL`,
      workflows.map(({ name, timeZone, schedule }) => ({
        project,
        name,
        timeZone,
        schedule: schedule === null ? null : JSON.stringify(schedule),
      })),
    );
  }

  async delete(id: number): Promise<void> {
    const { changes } = await this.#database.run('DELETE FROM workflow_project WHERE id = ?', [id]);
    if (changes === 0) throw new UserError('workflow_project_unknown', { name: String(id) });
  }

  async files(revisionId: number): Promise<ProjectFiles> {
    const rows = await this.#database.all<Pick<Tables['workflow_file'], 'path' | 'content'>>(
      'SELECT path, content FROM workflow_file WHERE revision_id = ? ORDER BY path',
      [revisionId],
    );
    const contents = new Map(rows.map(({ path, content }) => [path, content]));
    return { paths: rows.map(({ path }) => path), read: (path) => contents.get(path) };
  }

  async workflows(project: number): Promise<readonly Workflow[]> {
    const sql = `${WORKFLOW} AND project_id = ? ORDER BY workflow.name`;
    return this.#workflowsOf(await this.#database.all<WorkflowRow>(sql, [project]));
  }

  /** Throws UserError `workflow_not_found`. */
  async workflow(id: number): Promise<Workflow> {
    const row = await this.#database.get<WorkflowRow>(`${WORKFLOW} AND workflow.id = ?`, [id]);
    if (!row) throw new UserError('workflow_not_found', { name: String(id) });
    return workflowOfRow(row, this.#clock.now());
  }

  async findWorkflow(project: number, name: string): Promise<Workflow | undefined> {
    return (await this.workflows(project)).find((workflow) => workflow.name === name);
  }

  /** The workflows whose next run is due. */
  async due(): Promise<readonly Workflow[]> {
    const sql = `${WORKFLOW} AND is_paused = 0 AND next_run <= ?`;
    return this.#workflowsOf(await this.#database.all<WorkflowRow>(sql, [this.#clock.now()]));
  }

  /**
   * The workflows whose stored next run was determined while the clock was ahead. The `next` of each is determined by
   * the present clock.
   */
  async withNextSetAhead(): Promise<readonly Workflow[]> {
    const now = this.#clock.now();
    const rows = await this.#database.all<WorkflowRow>(`${WORKFLOW} AND schedule IS NOT NULL AND next_set_at > ?`, [
      now,
    ]);
    return this.#workflowsOf(rows.filter((row) => isSetAhead(row.next_set_at, now)));
  }

  async setNext(id: number, next: Workflow['next']): Promise<void> {
    await this.#database.run('UPDATE workflow SET next_session = ?, next_run = ?, next_set_at = ? WHERE id = ?', [
      next?.session ?? null,
      next?.run ?? null,
      this.#clock.now(),
      id,
    ]);
  }

  #workflowsOf(rows: readonly WorkflowRow[]): readonly Workflow[] {
    const now = this.#clock.now();
    return rows.map((row) => workflowOfRow(row, now));
  }

  async setPaused(id: number, isPaused: boolean): Promise<void> {
    await this.#database.run('UPDATE workflow SET is_paused = ? WHERE id = ?', [Number(isPaused), id]);
  }
}

function workflowOfRow(row: WorkflowRow, now: number): Workflow {
  const schedule = row.schedule === null ? null : (JSON.parse(row.schedule) as WorkflowSchedule);
  const { next_session: session, next_run: run, next_set_at: setAt, time_zone: timeZone } = row;
  const next = session === null || run === null ? null : { session, run };
  return {
    id: row.id,
    project: { id: row.project_id, name: row.project },
    name: row.name,
    timeZone,
    schedule,
    isPaused: row.is_paused !== 0,
    next: schedule && validNext(schedule, timeZone, { next, setAt }, now),
  };
}
