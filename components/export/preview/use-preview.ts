'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { postJson, requestJson } from '#components/http/request-json.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import type { JsonObject } from '#lib/core/record/field.ts';
import type { Matching } from '#lib/core/record/plan.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueryClient } from '../export-query-client.ts';

/** One of the first records: the event as it would be sent, or null if it is not sent. */
export interface PreviewedRecord {
  readonly record: number;
  readonly line: number;
  readonly event: JsonObject | null;
  readonly issues: readonly Issue[];
  /** The record that is sent instead, if this one is left out as a repeat. */
  readonly sentInstead: number | null;
}

export interface ShownPreview {
  readonly records: readonly PreviewedRecord[];
  /** Whether the file has no other records. */
  readonly isWhole: boolean;
  /** Whether it is known which records are left out as repeats. */
  readonly areRepeatsKnown: boolean;
  /** Whether the events show personal values; still true after a person hides them, until the masked events arrive. */
  readonly showsPersonal: boolean;
}

export interface PreviewOptions {
  choice: RepeatChoice;
  repeats: Repeats;
  /** If false, personal values are masked. */
  isPersonalShown: boolean;
}

/** The first records as they would be sent with this mapping, prepared by the core. */
export function usePreview(file: ExportFile, { mapping, constants }: Matching, options: PreviewOptions) {
  const { choice, repeats, isPersonalShown } = options;
  // Once the repeats have been counted, the preview marks those that are left out.
  const counted = choice === 'keep' ? undefined : [repeats?.state, repeats?.version];
  return useQuery(
    {
      queryKey: ['preview', ...readingKey(file), mapping, constants, choice, counted, isPersonalShown],
      queryFn: async ({ signal }): Promise<ShownPreview> => ({
        ...(await requestJson<Omit<ShownPreview, 'showsPersonal'>>(`/exports/new/${file.id}/preview`, {
          ...postJson({ mapping, constants, repeats: choice, personal: isPersonalShown }),
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
