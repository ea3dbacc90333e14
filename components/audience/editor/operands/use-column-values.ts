'use client';

import { useQuery } from '@tanstack/react-query';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { columnValuesPath } from '#components/paths.ts';
import { retryRefusedQuery } from '../../retry-refused-query.ts';
import { useRuleForm } from '../state/rule-form.ts';
import type { ValueColumn } from './operand-props.ts';

export interface ColumnValues {
  /** Whether the values are withheld: they may identify people, so they are shown only on request. */
  readonly isHidden: boolean;
  readonly values: readonly SuggestedValue[];
}

export interface SuggestedValue {
  readonly value: string;
  readonly share: number;
}

/** The most frequent values of a column, once they are needed. Personal values are not cached. */
export function useColumnValues(column: ValueColumn | undefined, isNeeded: boolean, isPersonalShown: boolean) {
  const { parentSegment } = useRuleForm().choices;
  return useQuery({
    queryKey: ['column-values', parentSegment, column, isPersonalShown],
    queryFn: ({ signal }) =>
      requestJson<ColumnValues>(columnValuesPath(parentSegment), {
        ...postJson({ ...column, personal: isPersonalShown }),
        signal,
      }),
    enabled: column !== undefined && isNeeded,
    staleTime: 60_000,
    ...(isPersonalShown && { gcTime: 0 }),
    retry: retryRefusedQuery,
  });
}
