import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import { sealContext } from '../access/sealed-secrets.ts';

/** Secrets of workflow projects. Each is sealed for its project and key, and opened only to be used. */
export class SqliteWorkflowSecrets {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  keep(project: number, key: string, secret: string): void {
    const keep = this.#database.prepare(
      `INSERT INTO workflow_secret (project_id, key, sealed, updated_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (project_id, key) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at`,
    );
    const sealAndKeep = () =>
      keep.run(project, key, this.#box.seal(secret, sealContextOf(project, key)), this.#clock.now());
    this.#database.transaction(sealAndKeep).immediate();
  }

  /** False if there is none. */
  forget(project: number, key: string): boolean {
    const sql = 'DELETE FROM workflow_secret WHERE project_id = ? AND key = ?';
    return this.#database.prepare(sql).run(project, key).changes > 0;
  }

  /** The keys of a project with the time of their last change. */
  list(project: number): readonly { readonly key: string; readonly updatedAt: number }[] {
    return this.#database
      .prepare<[number], { key: string; updatedAt: number }>(
        'SELECT key, updated_at AS updatedAt FROM workflow_secret WHERE project_id = ? ORDER BY key',
      )
      .all(project);
  }

  /** The plain secret, only for use. Throws UserError `key_wrong`. */
  open(project: number, key: string): string | undefined {
    const sealed = this.#database
      .prepare<[number, string], string>('SELECT sealed FROM workflow_secret WHERE project_id = ? AND key = ?')
      .pluck()
      .get(project, key);
    return sealed === undefined ? undefined : this.#box.open(sealed, sealContextOf(project, key));
  }
}

function sealContextOf(project: number, key: string): string {
  return sealContext('workflow_secret', [project, key], 'sealed');
}
