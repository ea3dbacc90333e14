'use client';

import { useQuery } from '@tanstack/react-query';
import type { JsonObject } from '#lib/core/field.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { Mapping } from '#lib/core/plan.ts';
import { askAboutUpload, exportQueries } from './ask-about-upload.ts';

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

/** The first records as an export with this mapping would send them, made by the core itself. */
export function usePreview(upload: number, mapping: Mapping) {
  return useQuery(
    {
      queryKey: ['preview', upload, mapping],
      queryFn: ({ signal }) => askAboutUpload<ShownPreview>(upload, 'preview', { mapping }, signal),
    },
    exportQueries,
  );
}
