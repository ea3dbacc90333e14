'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { INVALID_SELECTOR } from '#components/ui/forms/field-error.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { ShownProblem } from './state/rule-form.ts';
import { serverProblemsOf } from './state/use-problems.ts';

export interface SaveOptions<Saved> {
  /** Whether what is edited passes the schema. */
  isValid: boolean;
  /** Whether there is something to save. */
  isNeeded: boolean;
  /** Whether the editor offers the choice between its changes and those that someone else saved in the meantime. */
  isStale?: boolean;
  /** What is edited. Once it changes, refusals of the former content are no longer shown. */
  content: unknown;
  /** `overwrites`: replaces what someone else saved in the meantime. */
  save: (overwrites: boolean) => Promise<ActionResult<Saved>>;
  onSaved: (saved: Saved) => void;
}

interface Refusal {
  readonly content: unknown;
  readonly code: string;
  readonly message: string;
  readonly problems: readonly ShownProblem[];
}

/**
 * Saves by a button or Ctrl/⌘ S. If a value is missing or invalid, the editor shows the errors instead, and focuses the
 * first.
 */
export function useSave<Saved>({ isValid, isNeeded, isStale, content, save, onSaved }: SaveOptions<Saved>) {
  const resultOf = useActionResult();
  const body = useRef<HTMLDivElement>(null);
  const [isSaving, startTransition] = useTransition();
  const [wasSaveTried, setSaveTried] = useState(false);
  const [isFocusDue, setFocusDue] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const start = (overwrites: boolean) => {
    if (isSaving) return;
    setRefusal(undefined);
    setSaveTried(true);
    if (!isValid) return setFocusDue(true);
    startTransition(async () => {
      const result = await resultOf(save(overwrites));
      if (result.ok) {
        setSaveTried(false);
        return onSaved(result.value);
      }
      const problems = serverProblemsOf(result);
      setRefusal({ content, code: result.code, message: result.message, problems });
      setFocusDue(problems.length > 0);
    });
  };
  const submit = () => start(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      if (isNeeded) submit();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
  // Runs after the errors are rendered.
  useEffect(() => {
    const invalid = isFocusDue ? body.current?.querySelector<HTMLElement>(INVALID_SELECTOR) : undefined;
    if (!invalid) return;
    setFocusDue(false);
    invalid.focus();
  });
  const currentRefusal = refusal?.content === content ? refusal : undefined;
  // The choice that `isStale` describes replaces the text of the refusal `changed_meanwhile`; other refusals are shown.
  const isReplaced = isStale && currentRefusal?.code === 'changed_meanwhile';
  return {
    body,
    submit,
    overwrite: () => start(true),
    isSaving,
    wasSaveTried,
    failureText: isReplaced ? undefined : currentRefusal?.message,
    isUnanswered: currentRefusal?.code === 'unanswered',
    serverProblems: currentRefusal?.problems ?? NO_PROBLEMS,
  };
}

const NO_PROBLEMS: readonly ShownProblem[] = [];
