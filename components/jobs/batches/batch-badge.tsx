import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { Batch, BatchState } from '#lib/core/delivery/ledger.ts';

const TONES: Readonly<Record<BatchState, Tone>> = {
  sending: 'running',
  waiting: 'queued',
  unknown: 'unsure',
  resend: 'queued',
  done: 'success',
  narrowed: 'neutral',
  uncertain: 'unsure',
};

/** The state of a batch. A batch that is done but has rejected events is shown as rejected, or as partly rejected. */
export function BatchBadge({
  batch: { state, accepted, rejected },
}: {
  batch: Pick<Batch, 'state' | 'accepted' | 'rejected'>;
}) {
  const t = useTranslations('jobs.batches.states');
  const hasRejected = state === 'done' && rejected > 0;
  const shown = !hasRejected ? state : accepted === 0 ? 'rejected' : 'partlyRejected';
  return (
    <Badge tone={hasRejected ? (accepted === 0 ? 'error' : 'warning') : TONES[state]} plain>
      {t(shown)}
    </Badge>
  );
}
