import { Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { OUTCOME_TONES } from '#components/record/shown-record.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Outcome } from '#lib/core/job/job.ts';

/** What became of a record, as icon and word. Refusals of the other side come back, ours are crossed out. */
export function OutcomeBadge({ status, plain = false }: { status: Outcome; plain?: boolean }) {
  const t = useTranslations('records.statuses');
  return (
    <Badge
      className="align-middle"
      tone={OUTCOME_TONES[status]}
      plain={plain}
      icon={status === 'rejected' ? <Reply aria-hidden /> : undefined}
    >
      {t(status)}
    </Badge>
  );
}
