'use client';

import type { ExportDraft } from '#lib/core/export/export-draft.ts';

/** How a draft stands in the console. */
export type DraftState = 'saving' | 'saved' | 'failed';

/** What is still to be sent of each upload: the newest draft alone. */
const waiting = new Map<number, ExportDraft>();
const busy = new Set<number>();

/** Browsers let a request outlive its page up to this size. */
const OUTLIVES = 60_000;

/** Keeps a draft in the console. Calls follow one another, so that the last word is the last one written. */
export async function saveDraft(
  upload: number,
  draft: ExportDraft,
  onState: (state: DraftState) => void,
): Promise<void> {
  waiting.set(upload, draft);
  if (busy.has(upload)) return;
  busy.add(upload);
  let state: DraftState = 'saved';
  for (let next = waiting.get(upload); next; next = waiting.get(upload)) {
    waiting.delete(upload);
    state = (await put(upload, next)) ? 'saved' : 'failed';
  }
  busy.delete(upload);
  onState(state);
}

async function put(upload: number, draft: ExportDraft): Promise<boolean> {
  const body = JSON.stringify(draft);
  const headers = { 'content-type': 'application/json' };
  const keepalive = body.length < OUTLIVES;
  try {
    return (await fetch(`/exports/new/${upload}/draft`, { method: 'PUT', headers, body, keepalive })).ok;
  } catch {
    return false;
  }
}
