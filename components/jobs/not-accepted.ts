import type { RecordCounts } from '#lib/core/job.ts';

/** Records that had their chance and were not accepted; those not sent yet may still be. */
export function notAccepted({ rejected, invalid, uncertain }: RecordCounts): number {
  return rejected + invalid + uncertain;
}
