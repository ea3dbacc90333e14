'use client';

import { useState } from 'react';
import { newDraft, type ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import { DraftEditor } from '../draft-editor.tsx';
import type { EditorActions } from '../editor-actions.ts';
import type { LocalFiles } from '../files/read-files.ts';
import { findDraft, NEW_PROJECT, storeDraft } from '../state/project-drafts.ts';
import { CheckUpload } from './check-upload.tsx';
import { ChooseTemplate } from './choose-template.tsx';
import { ChooseUpload } from './choose-upload.tsx';

export interface NewProjectProps {
  /** Whether the project starts from uploaded files instead of a template. */
  isUpload: boolean;
  actions: EditorActions;
}

type Step = { readonly kind: 'choose' } | { readonly kind: 'check' | 'edit'; readonly draft: ProjectDraft };

/** A new project: from a template, or from uploaded files, which can be corrected before they are stored. */
export function NewProject({ isUpload, actions }: NewProjectProps) {
  const [step, setStep] = useState<Step>(() => {
    const unsaved = findDraft(NEW_PROJECT);
    return unsaved ? { kind: 'edit', draft: unsaved } : { kind: 'choose' };
  });
  const check = ({ name, texts }: LocalFiles) => setStep({ kind: 'check', draft: newDraft(name ?? '', texts) });
  if (step.kind === 'edit')
    return (
      <DraftEditor
        start={{ draftKey: NEW_PROJECT, draft: step.draft, project: null, secrets: [], line: null }}
        actions={actions}
      />
    );
  if (step.kind === 'check')
    return (
      <CheckUpload
        initial={step.draft}
        onBack={() => setStep({ kind: 'choose' })}
        onEdit={(draft) => {
          storeDraft(NEW_PROJECT, draft);
          setStep({ kind: 'edit', draft });
        }}
      />
    );
  return isUpload ? <ChooseUpload onFiles={check} /> : <ChooseTemplate />;
}
