'use client';

import { errorOf } from '#components/http/request-json.ts';
import { UNAUTHORIZED } from '#components/http/session-end.ts';
import type { ExportDraft } from '#lib/core/export/export-draft.ts';

/**
 * Whether the server has stored the draft. failed, signedOut: it will be sent again. refused: it is not sent again
 * until it changes. stale: the export was changed elsewhere, and this tab's draft is not stored.
 */
export type DraftState = 'saving' | 'saved' | 'failed' | 'signedOut' | 'refused' | 'stale';

export interface DraftResult {
  readonly state: DraftState;
  /** The server's reason for `refused` or `failed`; undefined if the server did not respond. */
  readonly refusal?: string;
}

/** When a draft was last changed, as its version; null if there is none yet. */
export type DraftVersion = number | null;

/** The newest unsent draft of each upload. */
const pending = new Map<number, ExportDraft>();
const inFlight = new Set<number>();
/** The versions that this tab has loaded or stored. A draft whose version is not known overwrites the stored one. */
const knownVersions = new Map<number, DraftVersion>();

/** Browsers limit the body of a `keepalive` request, which outlives its page, to 64 KiB. */
const MAX_KEEPALIVE_BYTES = 60_000;

export function knownVersion(upload: number): DraftVersion | undefined {
  return knownVersions.get(upload);
}

export function learnVersion(upload: number, version: DraftVersion): void {
  knownVersions.set(upload, version);
}

export function isSaving(upload: number): boolean {
  return inFlight.has(upload);
}

/** Stores a draft on the server. Requests are sequential, so that the newest draft is written last. */
export async function saveDraft(
  upload: number,
  draft: ExportDraft,
  onResult: (result: DraftResult) => void,
): Promise<void> {
  pending.set(upload, draft);
  if (inFlight.has(upload)) return;
  inFlight.add(upload);
  let result: DraftResult = { state: 'saved' };
  for (let next = pending.get(upload); next && result.state !== 'stale'; next = pending.get(upload)) {
    pending.delete(upload);
    result = await put(upload, next);
  }
  pending.delete(upload);
  inFlight.delete(upload);
  onResult(result);
}

const CONFLICT = 409;
/** Statuses after which a retry may store the same draft. */
const TRANSIENT: readonly number[] = [408, 425, 429];

/** The result for an error response. */
export async function failedResult(response: Response): Promise<DraftResult> {
  if (response.status === UNAUTHORIZED) return { state: 'signedOut' };
  const { message } = await errorOf(response);
  const isRefused = response.status < 500 && !TRANSIENT.includes(response.status);
  return { state: isRefused ? 'refused' : 'failed', refusal: message || `HTTP ${response.status}` };
}

async function put(upload: number, draft: ExportDraft): Promise<DraftResult> {
  const body = JSON.stringify({ ...draft, if_updated_at: knownVersions.get(upload) });
  const headers = { 'content-type': 'application/json' };
  const keepalive = new TextEncoder().encode(body).byteLength < MAX_KEEPALIVE_BYTES;
  try {
    const response = await fetch(`/exports/new/${upload}/draft`, { method: 'PUT', headers, body, keepalive });
    if (response.status === CONFLICT) return { state: 'stale' };
    if (!response.ok) return failedResult(response);
    knownVersions.set(upload, ((await response.json()) as { updated_at: number }).updated_at);
    return { state: 'saved' };
  } catch {
    return { state: 'failed' };
  }
}
