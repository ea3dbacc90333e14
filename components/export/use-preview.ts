'use client';

import { QueryClient, useQuery } from '@tanstack/react-query';
import type { JsonObject } from '#lib/core/field.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { Mapping } from '#lib/core/plan.ts';

/** One of the first records: the event as it would be sent, or null with what keeps it from being sent. */
export interface PreviewedRecord {
  readonly record: number;
  readonly line: number;
  readonly event: JsonObject | null;
  readonly issues: readonly Issue[];
}

export interface ShownPreview {
  readonly records: readonly PreviewedRecord[];
  /** The file has no more records than these. */
  readonly whole: boolean;
}

const client = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } });

/** The first records as an export with this mapping would send them, made by the core itself. */
export function usePreview(upload: number, mapping: Mapping) {
  return useQuery(
    { queryKey: ['preview', upload, mapping], queryFn: ({ signal }) => askPreview(upload, mapping, signal) },
    client,
  );
}

async function askPreview(upload: number, mapping: Mapping, signal: AbortSignal): Promise<ShownPreview> {
  const response = await fetch(`/exports/new/${upload}/preview`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mapping }),
    signal,
  });
  if (response.ok) return response.json();
  const failure: { message?: string } = await response.json().catch(() => ({}));
  throw new Error(failure.message ?? '');
}
