'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { postJson, requestJson } from '#components/http/request-json.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { JsonObject } from '#lib/core/record/field.ts';
import type { Matching } from '#lib/core/record/plan.ts';
import { exportQueries } from '../export-queries.ts';

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

/**
 * The first records as an export with this mapping would send them, made by the core itself. Personal values are masked
 * until they are to be shown; only then are they fetched.
 */
export function usePreview(upload: number, { mapping, constants }: Matching, personal: boolean) {
  return useQuery(
    {
      queryKey: ['preview', upload, mapping, constants, personal],
      queryFn: ({ signal }) =>
        requestJson<ShownPreview>(`/exports/new/${upload}/preview`, {
          ...postJson({ mapping, constants, personal }),
          signal,
        }),
      placeholderData: keepPreviousData,
      ...(personal && { gcTime: 0 }),
    },
    exportQueries,
  );
}
