import { Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { OUTCOME_TONES } from '#components/record/listed-record.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Outcome } from '#lib/core/job/job.ts';

/** The outcome of a record with an icon, which differs for rejected and invalid records. */
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
