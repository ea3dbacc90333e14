import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { Batch, BatchState } from '#lib/core/delivery/ledger.ts';

const TONES: Readonly<Record<BatchState | ReturnType<typeof rejectedState>, Tone>> = {
  sending: 'running',
  waiting: 'queued',
  unknown: 'unsure',
  resend: 'queued',
  done: 'success',
  narrowed: 'neutral',
  uncertain: 'unsure',
  rejected: 'error',
  partlyRejected: 'warning',
};

/** The state of a batch. A batch that is done but has rejected events is shown as rejected, or as partly rejected. */
export function BatchBadge({
  batch: { state, accepted, rejected },
}: {
  batch: Pick<Batch, 'state' | 'accepted' | 'rejected'>;
}) {
  const t = useTranslations('jobs.batches.states');
  const hasRejected = state === 'done' && rejected > 0;
  const shown = hasRejected ? rejectedState(accepted) : state;
  return (
    <Badge tone={TONES[shown]} plain>
      {t(shown)}
    </Badge>
  );
}

function rejectedState(accepted: number) {
  return accepted === 0 ? 'rejected' : 'partlyRejected';
}
