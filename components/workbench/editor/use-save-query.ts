'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { queryPath } from '#components/paths.ts';
import type { EditorActions } from './editor-actions.ts';
import type { EditorStart } from './editor-start.ts';
import type { Draft } from './use-draft.ts';

export interface SaveQuery {
  readonly isSaving: boolean;
  readonly problem: string | undefined;
  /** Whether the problem is the name. */
  readonly isNameInvalid: boolean;
  readonly save: (next?: 'schedule') => void;
}

export interface SaveQueryOptions {
  start: EditorStart;
  draft: Draft;
  saveQuery: EditorActions['save'];
  /** The displayed job, which stays displayed when a new query gets its own URL. */
  job: number | null;
}

/** Saves a query. A new query then gets its own URL. */
export function useSaveQuery({ start: { saved }, draft, saveQuery, job }: SaveQueryOptions): SaveQuery {
  const t = useTranslations('workbench.editor');
  const router = useRouter();
  const resultOf = useActionResult();
  const [problem, setProblem] = useState<{ message: string; isName: boolean }>();
  const [isSaving, startTransition] = useTransition();
  const save = (next?: 'schedule') => {
    setProblem(undefined);
    startTransition(async () => {
      const result = await resultOf(saveQuery({ id: saved?.id ?? null, query: draft.query }));
      if (!result.ok)
        return setProblem({
          message: result.message,
          isName: 'query.name' in result.fieldErrors || 'name' in result.fieldErrors,
        });
      draft.markSaved();
      toast.success(t('saved', { name: draft.query.name }));
      if (saved !== null) return;
      const more = new URLSearchParams({ ...(job !== null && { job: String(job) }), ...(next && { open: next }) });
      router.replace(`${queryPath(result.value)}${more.size > 0 ? `?${more}` : ''}`);
    });
  };
  return { isSaving, problem: problem?.message, isNameInvalid: problem?.isName ?? false, save };
}
