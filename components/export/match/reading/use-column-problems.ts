'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { type ColumnProblem, columnProblems } from '#lib/core/matching/column-problems.ts';
import { type FileProfile, textsOf } from '#lib/core/matching/column-profile.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { exportQueryClient } from '../../export-query-client.ts';
import { shownValuesKey } from './use-shown-values.ts';

const NONE: ReadonlyMap<string, ColumnProblem> = new Map();
/** Enough to see whether repairs help. */
const MAX_TEXTS = 50;

/**
 * Columns that probably feed the wrong field, or should feed one; none until the file has been read. Leaves out columns
 * that a safe repair makes readable: the server tells which columns these are.
 */
export function useColumnProblems(
  file: ExportFile,
  { plan, mapping, constants }: Pick<ExportMapping, 'plan' | 'mapping' | 'constants'>,
  { profile, questions }: { profile: FileProfile | undefined; questions: readonly UnitQuestion[] },
): ReadonlyMap<string, ColumnProblem> {
  const candidates = useMemo(() => {
    if (!profile) return NONE;
    const undecided = questions.flatMap(({ answer, columns }) => (answer === undefined ? columns : []));
    return columnProblems(plan, profile, { now: Math.floor(Date.now() / 1000), undecided: new Set(undecided) });
  }, [plan, profile, questions]);
  const unreadable = [...candidates].flatMap(([column, { kind }]) => (kind === 'unreadable' ? [column] : []));
  const { data: repairable } = useQuery(
    {
      queryKey: ['repairable', ...shownValuesKey(file), unreadable, unreadable.map((column) => mapping[column])],
      queryFn: ({ signal }) => {
        const profiles = profile?.columns.filter(({ column }) => unreadable.includes(column)) ?? [];
        const columns = profiles.map((each) => ({ column: each.column, texts: textsOf(each).slice(0, MAX_TEXTS) }));
        const request = { ...postJson({ mapping, constants, columns }), signal };
        return requestJson<readonly string[]>(`/exports/new/${file.id}/repairable`, request);
      },
      enabled: unreadable.length > 0,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    },
    exportQueryClient,
  );
  return useMemo(() => {
    const isProblem = (column: string, { kind }: ColumnProblem) =>
      kind !== 'unreadable' || (repairable !== undefined && !repairable.includes(column));
    return new Map([...candidates].filter(([column, problem]) => isProblem(column, problem)));
  }, [candidates, repairable]);
}
