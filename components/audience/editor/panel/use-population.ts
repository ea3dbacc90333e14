'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { rulePopulationPath } from '#components/paths.ts';
import type { SegmentRule } from '#lib/core/audience/rules/rule.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { retryRefusedQuery } from '../../retry-refused-query.ts';

/** How many customers a rule and its rule sets match. */
export interface RulePopulation {
  readonly count: number;
  readonly total: number;
  readonly ruleSets: readonly number[];
  /** When the counted build ended. */
  readonly builtAt: number | null;
  readonly durationMs: number;
}

export interface PopulationOptions {
  parentSegment: number;
  /** Undefined for a new segment. */
  segment: number | undefined;
  /** Undefined while it is incomplete or invalid. */
  rule: SegmentRule | undefined;
  /** Whether the parent segment has been built. */
  isBuilt: boolean;
}

const DEBOUNCE_MS = 300;

/**
 * The population of the edited rule, counted when editing pauses. Each rule has its own cache entry, so a response for
 * an older rule never replaces the response for a newer one; the older request is aborted.
 */
export function usePopulation({ parentSegment, segment, rule, isBuilt }: PopulationOptions) {
  const json = rule && JSON.stringify(rule);
  const [jsonToCount, setJsonToCount] = useState(json);
  useEffect(() => {
    const timer = setTimeout(() => setJsonToCount(json), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [json]);
  const query = useQuery({
    queryKey: ['rule-population', parentSegment, segment, jsonToCount],
    queryFn: ({ signal }) =>
      requestJson<ActionResult<RulePopulation>>(rulePopulationPath(parentSegment), {
        ...postJson({ segment, rule: JSON.parse(jsonToCount ?? '{}') as unknown }),
        signal,
      }),
    enabled: isBuilt && jsonToCount !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // A build, or a change to a segment that the rule refers to, may have changed the count since the last visit.
    refetchOnMount: 'always',
    retry: retryRefusedQuery,
  });
  const { data, isPlaceholderData, isFetching, error } = query;
  const isForCurrentRule = json === jsonToCount && !isPlaceholderData;
  return {
    /** The population that was counted last, perhaps that of an older rule. */
    lastCounted: data?.ok ? data.value : undefined,
    isCounting: rule !== undefined && isBuilt && (json !== jsonToCount || isFetching),
    isForCurrentRule,
    /** Why the server refuses the rule. */
    refusal: isForCurrentRule && data && !data.ok ? data : undefined,
    error: isForCurrentRule && error ? error : undefined,
    countAgain: () => void query.refetch(),
  };
}

/** What `usePopulation` knows about the population of the edited rule. */
export type PopulationState = ReturnType<typeof usePopulation>;
