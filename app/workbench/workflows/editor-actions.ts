import type { EditorActions } from '#components/workflow/editor/editor-actions.ts';
import { deleteSecret, setSecret } from './actions.ts';
import { projectActions } from './project-actions.ts';

export const editorActions: EditorActions = { ...projectActions, setSecret, deleteSecret };
