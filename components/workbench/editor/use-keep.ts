'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-reached.ts';
import { queryPath } from '#components/paths.ts';
import type { EditorActions } from './editor-actions.ts';
import type { EditorStart } from './editor-start.ts';
import type { Draft } from './use-draft.ts';

export interface Keep {
  readonly isSaving: boolean;
  readonly problem: string | undefined;
  /** Whether it is the name that is wrong. */
  readonly isNameWanted: boolean;
  readonly save: (next?: 'schedule') => void;
}

export interface KeepOptions {
  start: EditorStart;
  draft: Draft;
  keep: EditorActions['keep'];
  /** The job in sight: it stays so when a new query gets its own address. */
  job: number | null;
}

/** Saves a query. A new one goes on at an address of its own. */
export function useKeep({ start: { saved }, draft, keep, job }: KeepOptions): Keep {
  const t = useTranslations('workbench.editor');
  const router = useRouter();
  const reached = useActionResult();
  const [problem, setProblem] = useState<{ message: string; isName: boolean }>();
  const [isSaving, begin] = useTransition();
  const save = (next?: 'schedule') => {
    setProblem(undefined);
    begin(async () => {
      const result = await reached(keep({ id: saved?.id ?? null, query: draft.query }));
      if (!result.ok)
        return setProblem({
          message: result.message,
          isName: 'query.name' in result.fieldErrors || 'name' in result.fieldErrors,
        });
      draft.settle();
      toast.success(t('saved', { name: draft.query.name }));
      if (saved !== null) return;
      const more = new URLSearchParams({ ...(job !== null && { job: String(job) }), ...(next && { open: next }) });
      router.replace(`${queryPath(result.value)}${more.size > 0 ? `?${more}` : ''}`);
    });
  };
  return { isSaving, problem: problem?.message, isNameWanted: problem?.isName ?? false, save };
}
