import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { BatchState } from '#lib/core/delivery/ledger.ts';

const TONES: Readonly<Record<BatchState, Tone>> = {
  sending: 'running',
  waiting: 'queued',
  unknown: 'unsure',
  resend: 'queued',
  done: 'success',
  narrowed: 'neutral',
  uncertain: 'unsure',
};

/** The state of a batch. */
export function BatchBadge({ state }: { state: BatchState }) {
  const t = useTranslations('jobs.requests.states');
  return (
    <Badge tone={TONES[state]} plain>
      {t(state)}
    </Badge>
  );
}
