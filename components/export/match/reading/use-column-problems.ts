'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { type ColumnProblem, columnProblems } from '#lib/core/matching/column-problems.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { exportQueries } from '../../export-queries.ts';

const NONE: ReadonlyMap<string, ColumnProblem> = new Map();

/** Columns that probably feed the wrong field, once the file was read. */
export function useColumnProblems(
  { connector, plan }: Pick<ExportMapping, 'connector' | 'plan'>,
  profile: FileProfile | undefined,
  questions: readonly UnitQuestion[],
): ReadonlyMap<string, ColumnProblem> {
  const { data: repairs } = useQuery(
    { queryKey: ['repairs', connector.type], queryFn: () => connector.loadRepairs(), staleTime: Infinity },
    exportQueries,
  );
  return useMemo(() => {
    if (!profile) return NONE;
    const asked = questions.flatMap(({ answer, columns }) => (answer === undefined ? columns : []));
    return columnProblems(plan, profile, { repairs, now: Math.floor(Date.now() / 1000), asked: new Set(asked) });
  }, [plan, profile, repairs, questions]);
}
