'use client';

import type { ExportDraft } from '#lib/core/export/export-draft.ts';

/** Whether the server has stored the draft. */
export type DraftState = 'saving' | 'saved' | 'failed';

/** The newest unsent draft of each upload. */
const pending = new Map<number, ExportDraft>();
const inFlight = new Set<number>();

/** Browsers limit the body of a `keepalive` request, which outlives its page. */
const MAX_KEEPALIVE_LENGTH = 60_000;

/** Stores a draft on the server. Requests are sequential, so that the newest draft is written last. */
export async function saveDraft(
  upload: number,
  draft: ExportDraft,
  onState: (state: DraftState) => void,
): Promise<void> {
  pending.set(upload, draft);
  if (inFlight.has(upload)) return;
  inFlight.add(upload);
  let state: DraftState = 'saved';
  for (let next = pending.get(upload); next; next = pending.get(upload)) {
    pending.delete(upload);
    state = (await put(upload, next)) ? 'saved' : 'failed';
  }
  inFlight.delete(upload);
  onState(state);
}

async function put(upload: number, draft: ExportDraft): Promise<boolean> {
  const body = JSON.stringify(draft);
  const headers = { 'content-type': 'application/json' };
  const keepalive = body.length < MAX_KEEPALIVE_LENGTH;
  try {
    return (await fetch(`/exports/new/${upload}/draft`, { method: 'PUT', headers, body, keepalive })).ok;
  } catch {
    return false;
  }
}
