'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { postJson, RequestError, requestJson } from '#components/http/request-json.ts';
import { stepPath } from '#components/paths.ts';
import { useDebounced } from '#components/ui/hooks/use-debounced.ts';
import { MAX_SAMPLES, type PreviewSection, type Replacing, type ReplacingPreview } from '#lib/core/review/replacing.ts';
import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';

const TYPING_MS = 250;

export interface PreviewQuery {
  readonly view: Pick<ReviewView, 'upload' | 'fixesBytes'>;
  /** Undefined while nothing can be replaced. */
  readonly replacing: Replacing | undefined;
  /** Undefined for the whole file. */
  readonly filter: ReviewFilter | undefined;
  readonly isPersonalShown: boolean;
}

export interface Preview {
  /** The sum of the sections that were read; undefined before the first. */
  readonly sum: ReplacingPreview | undefined;
  /** The last record that was read; null once all records are read. */
  readonly readTo: number | null;
  /** Whether `sum` is about the current input, and complete. */
  readonly isComplete: boolean;
  /** Why nothing can be counted: a refusal, or no response so far. */
  readonly error: string | undefined;
}

const BAD_GATEWAY = 502;

/** What replacing would do. It is counted section by section whenever the person pauses while typing. */
export function usePreview({ view, isPersonalShown, ...typed }: PreviewQuery): Preview {
  const t = useTranslations('review.editResult');
  const { upload, fixesBytes } = view;
  const settledInput = useDebounced(JSON.stringify(typed), TYPING_MS);
  const { replacing, filter } = JSON.parse(settledInput) as Pick<PreviewQuery, 'replacing' | 'filter'>;
  const query = useInfiniteQuery({
    queryKey: ['review', upload, 'replacing', fixesBytes, isPersonalShown, settledInput],
    queryFn: ({ pageParam: after, signal }) =>
      requestJson<PreviewSection>(`${stepPath(upload, 'review')}/replacing`, {
        ...postJson({ replacing, filter, after, fixesBytes, personal: isPersonalShown }),
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: replacing !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // Retries until the console responds, directly or through a proxy; a refusal is final.
    retry: (_, error) => error instanceof RequestError && (error.status === undefined || error.status >= BAD_GATEWAY),
    refetchOnWindowFocus: false,
  });
  const { data, error, failureReason, hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const isCurrent = settledInput === JSON.stringify(typed);
  const sections = data?.pages ?? [];
  return {
    sum: sections.length > 0 ? sumOf(sections) : undefined,
    readTo: sections.at(-1)?.next ?? null,
    isComplete: isCurrent && sections.length > 0 && !hasNextPage && !isFetching && !error,
    error: isCurrent && failureReason ? failureReason.message || t('noResponse') : undefined,
  };
}

function sumOf(sections: readonly PreviewSection[]): ReplacingPreview {
  const total = (count: 'changed' | 'madeValid' | 'madeInvalid' | 'emptied' | 'tooLong') =>
    sections.reduce((sum, section) => sum + section[count], 0);
  return {
    changed: total('changed'),
    madeValid: total('madeValid'),
    madeInvalid: total('madeInvalid'),
    emptied: total('emptied'),
    tooLong: total('tooLong'),
    samples: sections.flatMap(({ samples }) => samples).slice(0, MAX_SAMPLES),
  };
}
