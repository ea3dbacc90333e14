'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { postJson, requestJson } from '#components/http/request-json.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { JsonObject } from '#lib/core/record/field.ts';
import type { Matching } from '#lib/core/record/plan.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueryClient } from '../export-query-client.ts';

/** One of the first records: the event as it would be sent, or null if issues prevent that. */
export interface PreviewedRecord {
  readonly record: number;
  readonly line: number;
  readonly event: JsonObject | null;
  readonly issues: readonly Issue[];
}

export interface ShownPreview {
  readonly records: readonly PreviewedRecord[];
  /** Whether the file has no other records. */
  readonly isWhole: boolean;
  /** Whether the events show personal values; still true after a person hides them, until the masked events arrive. */
  readonly showsPersonal: boolean;
}

/**
 * The first records as they would be sent with this mapping, prepared by the core. Personal values are masked unless
 * `isPersonalShown` is set.
 */
export function usePreview(file: ExportFile, { mapping, constants }: Matching, isPersonalShown: boolean) {
  return useQuery(
    {
      queryKey: ['preview', ...readingKey(file), mapping, constants, isPersonalShown],
      queryFn: async ({ signal }): Promise<ShownPreview> => ({
        ...(await requestJson<Omit<ShownPreview, 'showsPersonal'>>(`/exports/new/${file.id}/preview`, {
          ...postJson({ mapping, constants, personal: isPersonalShown }),
          signal,
        })),
        showsPersonal: isPersonalShown,
      }),
      placeholderData: keepPreviousData,
      ...(isPersonalShown && { gcTime: 0 }),
    },
    exportQueryClient,
  );
}
