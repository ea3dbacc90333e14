'use client';

import { useMemo } from 'react';
import { draftOf } from '#lib/core/workflow/draft/project-draft.ts';
import type { RevisionFiles, WorkflowProjectView } from '#lib/core/workflow/view/project-view.ts';
import { DraftEditor } from './draft-editor.tsx';
import type { EditorActions, SecretKey } from './editor-actions.ts';

export interface ProjectEditorProps {
  start: {
    readonly project: WorkflowProjectView;
    readonly files: RevisionFiles;
    readonly secrets: readonly SecretKey[];
    readonly line: number | null;
  };
  actions: EditorActions;
}

/** The editor of a saved project, from its newest revision. */
export function ProjectEditor({ start: { project, files, secrets, line }, actions }: ProjectEditorProps) {
  const draft = useMemo(() => draftOf(project.name, files), [project.name, files]);
  return <DraftEditor start={{ draftKey: String(project.id), draft, project, secrets, line }} actions={actions} />;
}
