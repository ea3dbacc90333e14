'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useCodeText } from '#components/http/use-code-text.ts';
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
  /** The problem, if it is the name; another object each time. */
  readonly nameProblem: object | undefined;
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
  const errorText = useCodeText('errors');
  const resultOf = useActionResult();
  const [problem, setProblem] = useState<SaveProblem>();
  const [isSaving, startTransition] = useTransition();
  const save = ({ thenOpen, overwrites = false }: SaveChoice = {}) => {
    // Checked before the query is sent: the name gets the focus at once, so that what is typed next is the name.
    const isNameMissing = draft.query.name.trim() === '';
    setProblem(isNameMissing ? nameMissing(errorText('query_name_required')) : undefined);
    if (isNameMissing) return;
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
  const { message, staleAt, isNameInvalid } = problem ?? {};
  // Once the page has loaded the other change, a banner asks which version to keep, instead of this message.
  const isObsolete = staleAt !== undefined && (draft.isStale || draft.loadedAt !== staleAt);
  const nameProblem = isNameInvalid ? problem : undefined;
  return { isSaving, problem: isObsolete ? undefined : message, nameProblem, save };
}

function nameMissing(message: string): SaveProblem {
  return { message, staleAt: undefined, isNameInvalid: true };
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
