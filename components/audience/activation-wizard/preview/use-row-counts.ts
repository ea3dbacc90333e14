'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { activationOutput } from '#lib/core/audience/activation/activation.ts';
import type { RowCounts } from '#lib/core/audience/activation/activation-preview.ts';
import { retryRefusedQuery } from '../../retry-refused-query.ts';
import { outputOf } from '../form/activation-values.ts';
import { useWizard } from '../wizard-context.ts';
import { countPath } from './preview-paths.ts';

/**
 * The current customers of the segment, and the rows of the activation. Neither depends on the columns of the output:
 * for each behavior, the request has only one column, whose name in the form does not matter.
 */
export function useRowCounts() {
  const { output, segmentIds, start } = useWizard();
  const behaviors = outputOf(output).behaviors.map(({ columns: [firstColumn], ...behavior }) => {
    const { behaviorTableName: table } = behavior;
    const source = firstColumn?.source ?? {
      column: start.tables.find((built) => built.table === table)?.columns[0]?.name ?? '',
    };
    return { ...behavior, columns: [{ column: table, source }] };
  });
  const { success: isValid } = activationOutput.shape.behaviors.safeParse(behaviors);
  const body = JSON.stringify({ behaviors });
  return useQuery({
    queryKey: ['activation', 'count', segmentIds.id, start.builtAt, body],
    queryFn: ({ signal }) => requestJson<RowCounts>(countPath(segmentIds), { ...postJson({ behaviors }), signal }),
    enabled: isValid && start.builtAt !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: retryRefusedQuery,
  });
}
