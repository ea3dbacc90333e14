import type { DeliveryTotals, Totals } from './status.ts';

/** The steps of a person new to the console, in order, until real events have been accepted. */
export const FIRST_STEPS = ['authentication', 'upload', 'rehearse', 'send'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** The steps that were taken, derived from stored data. */
export function stepsTaken(authenticationCount: number, { jobs, delivery, uploads }: StepTotals): readonly FirstStep[] {
  // Retention may have deleted all files, but keeps their jobs. Queries and builds count, too: they need no file.
  const hasUploaded = uploads.files > 0 || Object.values(jobs).some((count) => count > 0);
  const hasRehearsed = [delivery.sandbox, delivery.test].some(({ records }) => sum(records) > 0);
  const taken: Readonly<Record<FirstStep, boolean>> = {
    authentication: authenticationCount > 0,
    upload: hasUploaded,
    rehearse: hasRehearsed,
    send: delivery.real.records.accepted > 0,
  };
  return FIRST_STEPS.filter((step) => taken[step]);
}

type StepTotals = Pick<Totals, 'jobs' | 'delivery' | 'uploads'>;

function sum(records: DeliveryTotals['records']): number {
  return Object.values(records).reduce((all, count) => all + count, 0);
}
