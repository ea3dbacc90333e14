'use client';

import { useWatch } from 'react-hook-form';
import type { AuthenticationChoice, SendForm } from '#components/export-settings/send-form.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { useAlreadyAccepted } from './forecast/use-already-accepted.ts';
import { eventCountsOf, planOf } from './send-plan.ts';

export interface ForecastPlanOptions {
  upload: number;
  matching: ExportMapping;
  authentications: readonly AuthenticationChoice[];
  review: ReviewView | null;
  repeats: Repeats;
}

/** What sending with the current choices will do. */
export function useForecastPlan(form: SendForm, options: ForecastPlanOptions) {
  const { upload, matching, authentications, review, repeats } = options;
  const [authenticationId, skip, alreadyAccepted, repeatChoice] = useWatch({
    control: form.control,
    name: ['authentication', 'parameters.skip_invalid_record', 'alreadyAccepted', 'repeats'],
  });
  const { connector, plan: columnPlan } = matching;
  const authentication = authentications.find(({ id }) => id === authenticationId);
  const areFieldsMatched = columnPlan.missing.length === 0 && hasIdentifier(connector.identifierSets, columnPlan);
  const acceptedQuery = useAlreadyAccepted(upload, matching, form, {
    isCounted: areFieldsMatched && authentication?.target === 'live',
    fixesBytes: review?.fixesBytes,
  });
  const plan = review
    ? planOf(review, { alreadyAccepted, repeats: repeatChoice }, { accepted: acceptedQuery?.data, repeats })
    : undefined;
  return { authentication, areFieldsMatched, acceptedQuery, plan, eventCounts: eventCountsOf(plan, skip) };
}
