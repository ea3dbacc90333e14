'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { mappingInput } from '#lib/core/export-input.ts';
import { DELIVERIES } from '#lib/core/job.ts';

const draftShape = z.object({
  mapping: mappingInput.optional(),
  form: z
    .object({
      authentication: z.number().nullable(),
      account: z.string(),
      test: z.boolean(),
      skip: z.boolean(),
      delivery: z.enum(DELIVERIES),
    })
    .partial()
    .optional(),
});

/** What has been decided for an upload so far. It survives reload and Back; each tab has its own, and it ends with it. */
export type ExportDraft = z.output<typeof draftShape>;

const listeners = new Set<() => void>();

export function useExportDraft(upload: number): [ExportDraft, (change: ExportDraft) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(keyOf(upload)),
    () => null,
  );
  const draft = useMemo(() => parse(text), [text]);
  const keep = useCallback((change: ExportDraft) => keepExportDraft(upload, change), [upload]);
  return [draft, keep];
}

export function keepExportDraft(upload: number, change: ExportDraft): void {
  const key = keyOf(upload);
  sessionStorage.setItem(key, JSON.stringify({ ...parse(sessionStorage.getItem(key)), ...change }));
  for (const listener of listeners) listener();
}

function keyOf(upload: number): string {
  return `export-draft:${upload}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is not a draft, or is one of another version, is as good as none. */
function parse(text: string | null): ExportDraft {
  try {
    return draftShape.parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}
