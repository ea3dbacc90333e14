'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { SendForm } from '#components/export-settings/send-form.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { postJson, requestJson } from '#components/http/request-json.ts';
import type { Acceptance } from '#lib/core/delivery/ledger.ts';
import { exportQueries } from '../../export-queries.ts';

/** How many records of the file other jobs got accepted; `byJob` has the jobs with the most of them. */
export interface AcceptedBefore {
  readonly read: number;
  readonly alreadyAccepted: number;
  readonly byJob: readonly (Acceptance & { readonly count: number })[];
}

/** Typing has come to rest. */
const REST_MS = 400;
const FRESH_MS = 60_000;

/**
 * What of the file was accepted before, as soon as the form says who sends and where to, and anew when that changes;
 * undefined before. `isReal` is false for rehearsals: they repeat nothing.
 */
export function useAcceptedBefore(
  upload: number,
  { connector, mapping, constants }: ExportMapping,
  form: SendForm,
  isReal: boolean,
) {
  const { control, setValue } = form;
  const [authentication, typed] = useWatch({ control, name: ['authentication', 'parameters.ad_account_id'] });
  const account = useAtRest(typed);
  const parameters = { ad_account_id: account };
  const isAsked =
    isReal && authentication !== null && typed === account && connector.parameters.safeParse(parameters).success;
  // The choice is about what was found: it does not hold for another account.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what it is about
  useEffect(() => setValue('alreadyAccepted', 'skip'), [setValue, authentication, typed, isReal]);
  const query = useQuery(
    {
      queryKey: ['accepted', upload, mapping, constants, authentication, account],
      queryFn: ({ signal }) =>
        requestJson<AcceptedBefore>(`/exports/new/${upload}/accepted`, {
          ...postJson({ mapping, constants, authentication, parameters }),
          signal,
        }),
      enabled: isAsked,
      staleTime: FRESH_MS,
    },
    exportQueries,
  );
  return isAsked ? query : undefined;
}

function useAtRest<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
