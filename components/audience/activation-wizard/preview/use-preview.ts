'use client';

import { useQuery } from '@tanstack/react-query';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { useDebounced } from '#components/ui/hooks/use-debounced.ts';
import { type ActivationOutput, activationOutput } from '#lib/core/audience/activation/activation.ts';
import type { ActivationPreview } from '#lib/core/audience/activation/activation-preview.ts';
import { namedOutputs, repeatedOutputs } from '#lib/core/audience/activation/named-outputs.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import { retryRefusedQuery } from '../../retry-refused-query.ts';
import { useStringContext } from '../compatibility/use-compatibility.ts';
import { outputOf } from '../form/activation-values.ts';
import { useWizard } from '../wizard-context.ts';
import { previewPath } from './preview-paths.ts';

const DEBOUNCE_MS = 400;

/** The index of `isPersonalShown` in the query key. */
const IS_PERSONAL_SHOWN_INDEX = 2;

/**
 * The first rows of the edited activation, without unnamed columns. While the activation is incomplete, the previous
 * rows stay, unless they show personal values that are now to be masked.
 */
export function usePreview(isPersonalShown = false) {
  const { output: draft, segmentIds, start } = useWizard();
  const { timeZone } = useStringContext();
  const body = useDebounced(JSON.stringify({ output: namedOnly(outputOf(draft)), timeZone }), DEBOUNCE_MS);
  const isComplete = isPreviewable((JSON.parse(body) as { output: ActivationOutput }).output, start.tables);
  return useQuery({
    queryKey: ['activation', 'preview', isPersonalShown, segmentIds.id, start.builtAt, body],
    queryFn: ({ signal }) =>
      requestJson<ActivationPreview>(previewPath(segmentIds), {
        ...postJson({ ...JSON.parse(body), personal: isPersonalShown }),
        signal,
      }),
    enabled: isComplete && start.builtAt !== null,
    placeholderData: (previous, query) =>
      query?.queryKey[IS_PERSONAL_SHOWN_INDEX] === true && !isPersonalShown ? undefined : previous,
    staleTime: 60_000,
    gcTime: 0,
    retry: retryRefusedQuery,
  });
}

function namedOnly({ columns, behaviors, ...output }: ActivationOutput): ActivationOutput {
  const isNamed = ({ column }: { readonly column: string }) => column.trim() !== '';
  return {
    ...output,
    columns: columns.filter(isNamed),
    behaviors: behaviors.map((behavior) => ({ ...behavior, columns: behavior.columns.filter(isNamed) })),
  };
}

function isPreviewable(output: ActivationOutput, tables: BuiltTables): boolean {
  if (!activationOutput.safeParse(output).success) return false;
  const outputs = namedOutputs(output, tables);
  return repeatedOutputs(outputs).length === 0 && outputs.every(({ type }) => type !== null);
}
