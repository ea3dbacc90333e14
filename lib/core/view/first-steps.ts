import type { Totals } from './status.ts';

/** What a newcomer does, in this order, until real events have been accepted. */
export const FIRST_STEPS = ['authentication', 'upload', 'rehearse', 'send'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** The steps that have really been taken: read off what there is, so that nobody has to tick them, and nobody can. */
export function stepsTaken(authentications: number, { jobs, delivery, uploads }: StepTotals): readonly FirstStep[] {
  // A file that was deleted when its time was over was uploaded all the same: its jobs stay.
  const uploaded = uploads.files > 0 || Object.values(jobs).some((count) => count > 0);
  const rehearsed = [delivery.sandbox, delivery.test].some(({ records }) => sum(records) > 0);
  const taken: Readonly<Record<FirstStep, boolean>> = {
    authentication: authentications > 0,
    upload: uploaded,
    rehearse: rehearsed,
    send: delivery.real.records.accepted > 0,
  };
  return FIRST_STEPS.filter((step) => taken[step]);
}

type StepTotals = Pick<Totals, 'jobs' | 'delivery' | 'uploads'>;

function sum(records: Totals['delivery']['real']['records']): number {
  return Object.values(records).reduce((all, count) => all + count, 0);
}
