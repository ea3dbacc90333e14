'use client';

import { useEffect, useMemo, useState } from 'react';
import { useWarnOnLeave } from '#components/layout/leaving/use-warn-on-leave.ts';
import { checkDraft } from './rule-problems.ts';
import { contentOf, findDraft, type SegmentDraft, storeDraft } from './segment-draft.ts';

/**
 * The segment being edited. Unsaved changes are restored when returning to it in the same tab.
 *
 * @param stored the content that is stored now, and the time of its last change
 */
export function useSegmentDraft(stored: { readonly content: SegmentDraft; readonly updatedAt: number }, key: string) {
  const [base, setBase] = useState(() => findDraft(key)?.base ?? stored);
  const [draft, setDraft] = useState(() => findDraft(key)?.draft ?? stored.content);
  const isEdited = useMemo(() => contentOf(draft) !== contentOf(base.content), [draft, base]);
  const checked = useMemo(() => checkDraft(draft.rule), [draft.rule]);
  // For a moment after saving, the page still has the older one.
  const isNewer = stored.updatedAt > base.updatedAt;
  const isSame = isNewer && contentOf(stored.content) === contentOf(base.content);
  const load = () => {
    setBase(stored);
    setDraft(stored.content);
  };
  if (isSame) setBase({ ...base, updatedAt: stored.updatedAt });
  else if (isNewer && !isEdited) load();
  useEffect(() => storeDraft(key, isEdited ? { draft, base } : undefined), [key, isEdited, draft, base]);
  useWarnOnLeave(isEdited);
  return {
    draft,
    isEdited,
    checked,
    /** When what is edited was last changed before it was loaded. */
    loadedAt: base.updatedAt,
    /** Whether somebody else has changed it since. */
    isStale: isNewer && !isSame && isEdited,
    load,
    change: (part: Partial<SegmentDraft>) => setDraft((before) => ({ ...before, ...part })),
    discard: () => setDraft(base.content),
    markSaved: (updatedAt: number) => {
      setBase({ content: draft, updatedAt });
      storeDraft(key, undefined);
    },
  };
}
