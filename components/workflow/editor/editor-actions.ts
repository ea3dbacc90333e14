import type { ActionResult } from '#lib/web/action-result.ts';
import type { ProjectActions } from '../projects/project-actions.ts';

/** A secret of a project, whose value is never shown. */
export interface SecretKey {
  readonly key: string;
  readonly updated_at: string;
}

type Secrets = Promise<ActionResult<{ readonly data: readonly SecretKey[] }>>;

export interface EditorActions extends ProjectActions {
  /** Sets a secret and returns all keys that exist afterwards, as `deleteSecret` does. */
  readonly setSecret: (input: { workflow_project: number; key: string; value: string }) => Secrets;
  readonly deleteSecret: (input: { workflow_project: number; key: string }) => Secrets;
}
