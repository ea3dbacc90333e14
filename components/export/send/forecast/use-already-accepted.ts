'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import type { SendForm } from '#components/export-settings/send-form.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { useDebounced } from '#components/ui/hooks/use-debounced.ts';
import type { Acceptance } from '#lib/core/delivery/ledger.ts';
import { exportQueryClient } from '../../export-query-client.ts';

/** How many records of the file were accepted in other jobs; `byJob` lists the jobs with the most of them. */
export interface AlreadyAccepted {
  readonly read: number;
  readonly alreadyAccepted: number;
  readonly byJob: readonly (Acceptance & { readonly count: number })[];
}

const DEBOUNCE_MS = 400;
const STALE_MS = 60_000;

interface AcceptedOptions {
  /** False while a required field or an identifier is missing, and for the sandbox, where nothing is skipped. */
  readonly isCounted: boolean;
  /** The size of the file's fixes, which tells their versions apart; undefined without a review. */
  readonly fixesBytes: number | undefined;
}

/**
 * Queries how much of the file was accepted before, once the form has an authentication and an account; undefined until
 * then.
 */
export function useAlreadyAccepted(
  upload: number,
  { connector, mapping, constants }: ExportMapping,
  form: SendForm,
  { isCounted, fixesBytes }: AcceptedOptions,
) {
  const { control, setValue } = form;
  const [authentication, typed, repeats] = useWatch({
    control,
    name: ['authentication', 'parameters.ad_account_id', 'repeats'],
  });
  const account = useDebounced(typed, DEBOUNCE_MS);
  const parameters = { ad_account_id: account };
  const isEnabled =
    isCounted && authentication !== null && typed === account && connector.parameters.safeParse(parameters).success;
  // A choice to send accepted events again applies only to the account and the records that it was made for. After any
  // change of these, accepted events are skipped, as the note promises during the next count.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of these resets the choice
  useEffect(() => setValue('alreadyAccepted', 'skip'), [setValue, authentication, typed, isCounted, repeats]);
  const query = useQuery(
    {
      queryKey: ['accepted', upload, mapping, constants, authentication, account, repeats, fixesBytes],
      queryFn: ({ signal }) =>
        requestJson<AlreadyAccepted>(`/exports/new/${upload}/accepted`, {
          ...postJson({ mapping, constants, authentication, parameters, repeats }),
          signal,
        }),
      enabled: isEnabled,
      staleTime: STALE_MS,
    },
    exportQueryClient,
  );
  return isEnabled ? query : undefined;
}
