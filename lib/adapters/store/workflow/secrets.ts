import type { Clock } from '../../../core/clock.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import { sealContext } from '../access/sealed-secrets.ts';
import type { Database } from '../database/database.ts';

/** Secrets of workflow projects. Each is encrypted for its project and key, and decrypted only to be used. */
export class WorkflowSecrets {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #clock: Clock;

  constructor(database: Database, box: SecretBox, clock: Clock) {
    this.#database = database;
    this.#box = box;
    this.#clock = clock;
  }

  async keep(project: number, key: string, secret: string): Promise<void> {
    // Sealed inside the transaction, so that a key rotation cannot remove the key in between.
    await this.#database.transaction(() =>
      this.#database.run(
        `INSERT INTO workflow_secret (project_id, key, sealed, updated_at) VALUES (?, ?, ?, ?)
          ON CONFLICT (project_id, key) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at`,
        [project, key, this.#box.seal(secret, sealContextOf(project, key)), this.#clock.now()],
      ),
    );
  }

  /** Deletes a secret. False if there is none. */
  async forget(project: number, key: string): Promise<boolean> {
    const sql = 'DELETE FROM workflow_secret WHERE project_id = ? AND key = ?';
    return (await this.#database.run(sql, [project, key])).changes > 0;
  }

  /** The keys of a project with the time of their last change. */
  list(project: number): Promise<readonly { readonly key: string; readonly updatedAt: number }[]> {
    return this.#database.all(
      'SELECT key, updated_at AS updatedAt FROM workflow_secret WHERE project_id = ? ORDER BY key',
      [project],
    );
  }

  /** The decrypted secret; undefined if there is none. Throws UserError `key_wrong`. */
  async open(project: number, key: string): Promise<string | undefined> {
    const sealed = await this.#database.value<string>(
      'SELECT sealed FROM workflow_secret WHERE project_id = ? AND key = ?',
      [project, key],
    );
    return sealed === undefined ? undefined : this.#box.open(sealed, sealContextOf(project, key));
  }
}

function sealContextOf(project: number, key: string): string {
  return sealContext('workflow_secret', [project, key], 'sealed');
}
