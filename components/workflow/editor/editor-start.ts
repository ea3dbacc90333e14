import type { ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import type { WorkflowProjectView } from '#lib/core/workflow/view/project-view.ts';
import type { SecretKey } from './editor-actions.ts';

/** What the editor starts with. */
export interface EditorStart {
  /** The key of the unsaved files. */
  readonly draftKey: string;
  readonly draft: ProjectDraft;
  /** Null for a project that is not saved yet. */
  readonly project: WorkflowProjectView | null;
  readonly secrets: readonly SecretKey[];
  /** The line where the cursor is put. */
  readonly line: number | null;
}
