'use client';

import { useQuery } from '@tanstack/react-query';
import { requestJson } from '#components/http/request-json.ts';
import { repeatsPath } from '#components/paths.ts';
import type { ExportDraft } from '#lib/core/export/export-draft.ts';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import { type RepeatCounts, repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { FoundMapping } from '#lib/core/saved-mapping/saved-mapping.ts';

const POLL_MS = 700;

/** Undefined until the server has responded. The numbers are known only in the state `ready`. */
export type Repeats = RepeatCounts | undefined;

/** The repeats of a reviewed file, counted for the version that the page shows. Polls until the count is complete. */
export function useRepeats({ upload, version, state }: ReviewView): Repeats {
  const { data } = useQuery({
    queryKey: ['review', upload, 'repeats', version],
    queryFn: ({ signal }) => requestJson<RepeatCounts>(repeatsPath(upload), { signal }),
    enabled: state === 'ready',
    // The counts of an earlier version are not needed again.
    gcTime: 0,
    refetchInterval: ({ state: { data: counts } }) => (counts && isCounted(counts, version) ? false : POLL_MS),
  });
  if (!data || isCounted(data, version)) return data;
  return { ...data, state: 'counting' };
}

function isCounted({ state, version }: RepeatCounts, shownVersion: string): boolean {
  return state !== 'counting' && version === shownVersion;
}

/** What a person or the saved mapping chose for repeats; undefined if neither did. */
export function chosenRepeats(draft: ExportDraft, savedMapping: FoundMapping | null): RepeatChoice | undefined {
  return draft.form?.repeats ?? (draft.withoutSaved ? undefined : savedMapping?.choices?.repeats);
}

/** How many records an export with this choice leaves out; undefined while that is not known. */
export function countLeftOut(choice: RepeatChoice, repeats: Repeats): number | undefined {
  if (choice === 'keep') return 0;
  return repeats?.state === 'ready' ? repeatsOf(repeats) : undefined;
}
