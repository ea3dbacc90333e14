import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import type { QueryChoice, SavedQuery } from '#lib/core/query/saved-query.ts';

/** What the editor begins with. */
export interface EditorStart {
  readonly saved: SavedQuery | null;
  readonly initial: QueryChoice;
  /** What is written and not saved is kept under this, in this tab. */
  readonly draftKey: string;
  /** Of the engine within; those of a Trino are asked for when they are wanted. */
  readonly databases: readonly string[];
  readonly hasTrino: boolean;
  readonly authentications: readonly AuthenticationChoice[];
  readonly connectorType: string;
  /** The newest run's. */
  readonly job: number | null;
  /** The schedule is what comes next. */
  readonly isScheduling: boolean;
}
