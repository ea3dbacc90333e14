'use client';

import { useWatch } from 'react-hook-form';
import type { AuthenticationChoice, SendForm } from '#components/export-settings/send-form.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { useAlreadyAccepted } from './forecast/use-already-accepted.ts';
import { planOf, type SendPlan } from './send-plan.ts';

export interface ForecastPlanOptions {
  upload: number;
  matching: ExportMapping;
  authentications: readonly AuthenticationChoice[];
  review: ReviewView | null;
  repeats: Repeats;
}

/** What sending with the current choices will do. */
export function useForecastPlan(form: SendForm, options: ForecastPlanOptions) {
  const { upload, matching, authentications, review, repeats: counts } = options;
  const [authenticationId, skip, alreadyAccepted, repeats] = useWatch({
    control: form.control,
    name: ['authentication', 'parameters.skip_invalid_record', 'alreadyAccepted', 'repeats'],
  });
  const { connector, plan: columnPlan } = matching;
  const authentication = authentications.find(({ id }) => id === authenticationId);
  const isMatched = columnPlan.missing.length === 0 && hasIdentifier(connector.identifierSets, columnPlan);
  const accepted = useAlreadyAccepted(upload, matching, form, isMatched && authentication?.target === 'live');
  const plan = review
    ? planOf(review, { alreadyAccepted, repeats }, { accepted: accepted?.data, repeats: counts })
    : undefined;
  return { authentication, isMatched, accepted, plan, events: eventsOf(plan, skip) };
}

/** How many events are sent: unknown if the job stops at the first invalid record. */
function eventsOf(plan: SendPlan | undefined, skip: boolean): Pick<Partial<SendPlan>, 'sent' | 'rehearsed'> {
  return plan && (skip || plan.invalid === 0) ? plan : {};
}
