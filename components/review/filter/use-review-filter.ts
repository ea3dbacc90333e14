'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { Severity } from '#lib/core/issue.ts';
import { type ReviewFilter, SHOWN_RECORDS } from '#lib/core/review/review-view.ts';

/** The filter is part of the URL: a view can be bookmarked, and Back undoes a choice. */
export function useReviewFilter(job: number | undefined) {
  const [{ show, code, column }, setQuery] = useQueryStates(
    {
      show: parseAsStringLiteral(SHOWN_RECORDS).withDefault('invalid'),
      code: parseAsString,
      column: parseAsString,
    },
    { history: 'push' },
  );
  const filter = useMemo<ReviewFilter>(
    () => ({ show, job, ...(code !== null && { code }), ...(column !== null && { column }) }),
    [show, job, code, column],
  );
  const choose = ({ show, code = undefined, column = undefined }: ReviewFilter) =>
    void setQuery({ show, code: code ?? null, column: column ?? null });
  return [filter, choose] as const;
}

export type ChooseFilter = (filter: ReviewFilter) => void;

/** The severity of the issues that a filter lists. */
export function severityOf({ show }: Pick<ReviewFilter, 'show'>): Severity {
  return show === 'warned' ? 'warning' : 'error';
}
