'use client';

import { useEffect, useMemo, useState } from 'react';
import { checkDraft } from './rule-problems.ts';
import { contentOf, findDraft, type SegmentDraft, storeDraft } from './segment-draft.ts';

/** The segment being edited. Unsaved changes are restored when returning to it in the same tab. */
export function useSegmentDraft(start: SegmentDraft, key: string) {
  const [saved, setSaved] = useState(start);
  const [draft, setDraft] = useState(() => findDraft(key) ?? start);
  const isEdited = useMemo(() => contentOf(draft) !== contentOf(saved), [draft, saved]);
  const checked = useMemo(() => checkDraft(draft.rule), [draft.rule]);
  useEffect(() => storeDraft(key, isEdited ? draft : undefined), [key, isEdited, draft]);
  useWarnOnLeave(isEdited);
  return {
    draft,
    isEdited,
    checked,
    change: (part: Partial<SegmentDraft>) => setDraft((before) => ({ ...before, ...part })),
    discard: () => setDraft(saved),
    markSaved: () => {
      setSaved(draft);
      storeDraft(key, undefined);
    },
  };
}

function useWarnOnLeave(isEdited: boolean): void {
  useEffect(() => {
    if (!isEdited) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isEdited]);
}
