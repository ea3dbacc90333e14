'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { queryPath } from '#components/paths.ts';
import type { ActionFailure } from '#lib/web/action-result.ts';
import type { EditorActions } from './editor-actions.ts';
import type { EditorStart } from './editor-start.ts';
import type { Draft } from './use-draft.ts';

interface SaveChoice {
  /** The dialog to open on the page of a new query. */
  readonly thenOpen?: 'schedule';
  /** Whether the query replaces what has been saved elsewhere since it was loaded. */
  readonly overwrites?: boolean;
}

export interface SaveQuery {
  readonly isSaving: boolean;
  readonly problem: string | undefined;
  /** Whether the name is the problem. */
  readonly isNameInvalid: boolean;
  readonly save: (choice?: SaveChoice) => void;
}

interface SaveProblem {
  readonly message: string;
  /** The `loadedAt` of the draft, if the save was refused because the query has been changed elsewhere since. */
  readonly staleAt: number | undefined;
  readonly isNameInvalid: boolean;
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
  const [problem, setProblem] = useState<SaveProblem>();
  const [isSaving, startTransition] = useTransition();
  const save = ({ thenOpen, overwrites = false }: SaveChoice = {}) => {
    setProblem(undefined);
    startTransition(async () => {
      const ifUpdatedAt = overwrites ? saved?.updatedAt : draft.loadedAt;
      const input = saved === null ? { id: null } : { id: saved.id, ifUpdatedAt };
      const result = await resultOf(saveQuery({ ...input, query: draft.query }));
      if (!result.ok) return setProblem(problemOf(result, draft.loadedAt));
      draft.markSaved(result.value);
      toast.success(t('saved', { name: draft.query.name }));
      if (saved === null) router.replace(newQueryPath(result.value.id, job, thenOpen));
    });
  };
  const { message, staleAt, isNameInvalid = false } = problem ?? {};
  // Once the page has loaded the other change, a banner asks which version to keep, instead of this message.
  const isObsolete = staleAt !== undefined && (draft.isStale || draft.loadedAt !== staleAt);
  return { isSaving, problem: isObsolete ? undefined : message, isNameInvalid, save };
}

function problemOf({ message, code, fieldErrors }: ActionFailure, loadedAt: number | undefined): SaveProblem {
  return {
    message,
    staleAt: code === 'changed_meanwhile' ? loadedAt : undefined,
    isNameInvalid: 'query.name' in fieldErrors || 'name' in fieldErrors,
  };
}

/** The page of a new query, with the displayed job and the dialog to open. */
function newQueryPath(id: number, job: number | null, thenOpen: SaveChoice['thenOpen']): string {
  const params = new URLSearchParams({
    ...(job !== null && { job: String(job) }),
    ...(thenOpen && { open: thenOpen }),
  });
  return `${queryPath(id)}${params.size > 0 ? `?${params}` : ''}`;
}
