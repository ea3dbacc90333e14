'use client';

import { useEffect, useMemo, useState } from 'react';
import { useWarnOnLeave } from '#components/layout/leaving/use-warn-on-leave.ts';
import { checkDraft } from './rule-problems.ts';
import {
  asCreated,
  contentOf,
  deleteDraft,
  findDraft,
  renamesOrMoves,
  type SegmentDraft,
  storeDraft,
  withStoredNameAndFolder,
} from './segment-draft.ts';

/**
 * The segment being edited. Unsaved changes are restored when returning to it in the same tab.
 *
 * @param stored the content that is stored now, and the time of its last change
 */
export function useSegmentDraft(stored: { readonly content: SegmentDraft; readonly updatedAt: number }, key: string) {
  // Once saved, a new segment has its own key, even before its page opens.
  const [createdKey, setCreatedKey] = useState<string>();
  const [base, setBase] = useState(() => findDraft(key)?.base ?? stored);
  const [draft, setDraft] = useState(() => findDraft(key)?.draft ?? stored.content);
  const isEdited = useMemo(() => contentOf(draft) !== contentOf(base.content), [draft, base]);
  const checked = useMemo(() => checkDraft(draft.rule), [draft.rule]);
  // Newer, not just different: for a moment after saving, the page still has the older version.
  const isStoredNewer = stored.updatedAt > base.updatedAt;
  // If the newer version has the same content, the draft is from now on based on it, unless the draft would replace a
  // name or folder stored in the meantime.
  const isRebased = isStoredNewer && !renamesOrMoves(draft) && contentOf(stored.content) === contentOf(base.content);
  const load = () => {
    setBase(stored);
    setDraft(stored.content);
  };
  if (isRebased) setBase({ ...base, updatedAt: stored.updatedAt });
  else if (isStoredNewer && !isEdited) load();
  // This runs after `markSaved`, too, since more may have been typed while the segment was being saved.
  useEffect(() => {
    if (createdKey === undefined) storeDraft(key, { draft, base });
    else storeDraft(createdKey, asCreated(draft, base));
  }, [key, createdKey, draft, base]);
  useWarnOnLeave(isEdited);
  return {
    draft,
    isEdited,
    checked,
    /** The time of the newest stored change that the edited content is based on. */
    loadedAt: base.updatedAt,
    /** Whether there are unsaved changes, and someone else has changed the segment since it was loaded. */
    isStale: isStoredNewer && !isRebased && isEdited,
    load,
    change: (part: Partial<SegmentDraft>) => setDraft((before) => ({ ...before, ...part })),
    discard: () => setDraft(base.content),
    markSaved: (updatedAt: number) => {
      // The editor may be closed by now; then only the stored draft has what was typed in the meantime.
      const saved = { content: withStoredNameAndFolder(draft), updatedAt };
      storeDraft(key, { draft: withStoredNameAndFolder(findDraft(key)?.draft ?? draft), base: saved });
      setBase(saved);
      setDraft(withStoredNameAndFolder); // from now on, name and folder can only be changed in dialogs
    },
    /** Like `markSaved`, for a new segment: what was typed in the meantime becomes a change to the created segment. */
    markCreated: (updatedAt: number, newKey: string) => {
      const typed = findDraft(key)?.draft ?? draft;
      deleteDraft(key);
      storeDraft(newKey, asCreated(typed, { content: draft, updatedAt }));
      setBase({ content: draft, updatedAt });
      setCreatedKey(newKey);
    },
  };
}
