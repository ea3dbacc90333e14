'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { draftRequestOf, savedAs } from '#lib/core/workflow/draft/project-draft.ts';
import { countErrors } from '#lib/core/workflow/finding.ts';
import type { RevisionFiles, SavedDraft } from '#lib/core/workflow/view/project-view.ts';
import type { EditedDraft } from './use-project-draft.ts';

export interface SaveDraft {
  readonly isSaving: boolean;
  readonly problem: string | undefined;
  /** The newest stored files, if a revision newer than the draft's exists, or if a new project's name is taken. */
  readonly conflict: { readonly project: number; readonly newest: RevisionFiles } | undefined;
  readonly save: () => void;
  readonly dismiss: () => void;
}

/** Stores the files as a new revision. `onSaved` gets the ID of the project. */
export function useSaveDraft({ draft, change }: EditedDraft, onSaved: (project: number) => void): SaveDraft {
  const t = useTranslations('workflows.save');
  const [problem, setProblem] = useState<string>();
  const [conflict, setConflict] = useState<SaveDraft['conflict']>();
  const [isSaving, startTransition] = useTransition();
  const save = () => {
    // Outside the transition, whose changes are not shown before the server has responded.
    setProblem(undefined);
    startTransition(async () => {
      const answer = await requestJson<SavedDraft>(
        '/api/workbench/workflows/save',
        postJson(draftRequestOf(draft)),
      ).catch((error: Error) => void setProblem(error.message || t('noResponse')));
      if (!answer) return;
      if (answer.kind === 'outdated') return setConflict(answer);
      if (answer.kind === 'refused') {
        const errors = countErrors(answer.findings);
        return setProblem(t('refused', { errors }));
      }
      change((latest) => savedAs(latest, draft, answer.revision));
      toast.success(t('saved', { revision: answer.revision }));
      onSaved(answer.project);
    });
  };
  return { isSaving, problem, conflict, save, dismiss: () => setConflict(undefined) };
}
