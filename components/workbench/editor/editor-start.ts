import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import type { QueryChoice, SavedQuery } from '#lib/core/query/saved-query.ts';

/** The initial state of the editor. */
export interface EditorStart {
  readonly saved: SavedQuery | null;
  readonly initial: QueryChoice;
  /** The key under which the unsaved draft is kept. */
  readonly draftKey: string;
  /** Databases of the built-in engine; Trino's are loaded on demand. */
  readonly databases: readonly string[];
  readonly hasTrino: boolean;
  readonly authentications: readonly AuthenticationChoice[];
  readonly connectorType: string;
  /** The job that is shown at first: the one shown before a new query was saved, else that of the newest run. */
  readonly job: number | null;
  /** Whether to open the schedule dialog. */
  readonly isScheduling: boolean;
}
