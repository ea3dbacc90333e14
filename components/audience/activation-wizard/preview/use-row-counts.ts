'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { activationOutput } from '#lib/core/audience/activation/activation.ts';
import type { RowCounts } from '#lib/core/audience/activation/activation-preview.ts';
import { retryRefusedQuery } from '../../retry-refused-query.ts';
import { outputOf } from '../form/activation-values.ts';
import { useWizard } from '../wizard-context.ts';
import { countPath } from './preview-paths.ts';

/** The customers of the segment now, and the rows of the activation. Names of columns do not matter. */
export function useRowCounts() {
  const { output, place, start } = useWizard();
  const behaviors = outputOf(output).behaviors.map(({ columns: [chosen], ...behavior }) => {
    const { behaviorTableName: table } = behavior;
    const source = chosen?.source ?? {
      column: start.columns.find((each) => each.table === table)?.columns[0]?.name ?? '',
    };
    return { ...behavior, columns: [{ column: table, source }] };
  });
  const { success: isValid } = activationOutput.shape.behaviors.safeParse(behaviors);
  const body = JSON.stringify({ behaviors });
  return useQuery({
    queryKey: ['activation', 'count', place.id, start.builtAt, body],
    queryFn: ({ signal }) => requestJson<RowCounts>(countPath(place), { ...postJson({ behaviors }), signal }),
    enabled: isValid && start.builtAt !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: retryRefusedQuery,
  });
}
