'use client';

import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import type { Replacing } from '#lib/core/review/replacing.ts';
import type { ReviewEdit } from '#lib/core/review/review-view.ts';
import type { ReviewContext } from '../review-context.ts';
import type { Replacement } from './find-done.tsx';
import { type FindScope, useScope } from './scope-fields.tsx';
import type { FindStart } from './use-find.ts';
import { usePreview } from './use-preview.ts';

/** What is entered in the panel, the preview of what it would replace, and the last replacement. */
export function useFindForm(context: ReviewContext, start: FindStart) {
  const { view, edits, lock, isPersonalShown } = context;
  const [replacing, setReplacing] = useState<Replacing>({
    kind: 'find',
    column: start.column,
    how: 'whole',
    find: start.value,
    to: '',
  });
  const [scope, setScope] = useState<FindScope>(view.job ? 'found' : 'file');
  const [replacement, setReplacement] = useState<Replacement>();
  const { filter, sizes } = useScope(context, scope);
  const canSearch = isUsable(replacing);
  const preview = usePreview({ view, isPersonalShown, filter, replacing: canSearch ? replacing : undefined });
  const count = preview.isComplete ? (preview.sum?.changed ?? 0) : undefined;
  const input = JSON.stringify({ replacing, filter });
  /** The input for which Enter was pressed before its records were counted: values are replaced after the count. */
  const [awaitedInput, setAwaitedInput] = useState<string>();
  const isWaiting = awaitedInput !== undefined;
  if (isWaiting && (awaitedInput !== input || preview.error !== undefined)) setAwaitedInput(undefined);
  const change = (next: Replacing) => {
    setReplacing(next);
    setReplacement(undefined);
  };
  const replace = async (counted: number) => {
    setAwaitedInput(undefined);
    if (counted === 0 || edits.isBusy || lock) return;
    const edit: ReviewEdit = { ...replacing, ...(filter && { filter }), count: counted };
    if (await edits.run(edit)) setReplacement({ edit, column: replacing.column, count: counted });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (count !== undefined) void replace(count);
    else if (canSearch) setAwaitedInput(input);
  };
  const onCounted = useEffectEvent((counted: number) => void replace(counted));
  useEffect(() => {
    if (isWaiting && count !== undefined) onCounted(count);
  }, [isWaiting, count]);
  return { replacing, change, scope, setScope, sizes, canSearch, preview, count, isWaiting, replacement, submit };
}

/** Whether there is something to find, or a value to fill in. */
function isUsable(replacing: Replacing): boolean {
  if (replacing.kind === 'fill') return replacing.value !== '';
  return (replacing.how === 'whole' ? replacing.find.trim() : replacing.find) !== '';
}
