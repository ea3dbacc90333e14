import { CircleMinus, CircleX, Copy, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { repeatListPath, reviewFilterPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { SendPlan } from '../send-plan.ts';

/** The records that are not sent, or with a warning, by reason, each with the way to them. */
export function ForecastReasons({ review: { upload, records }, plan }: { review: ReviewView; plan: SendPlan }) {
  const t = useTranslations('exports.forecast.reasons');
  return (
    <ul className="grid border-border border-t text-sm">
      {plan.repeats === undefined && <li className="border-border border-b py-2">{t('repeatsUnknown')}</li>}
      <Reason
        icon={<Copy aria-hidden className="size-4 text-text-muted" />}
        count={plan.repeats ?? 0}
        text={t('repeats', { count: plan.repeats ?? 0 })}
        href={repeatListPath(upload)}
        action={t('view')}
      />
      <Reason
        icon={<CircleMinus aria-hidden className="size-4 text-text-muted" />}
        count={plan.leftOut}
        text={t('leftOut', { count: plan.leftOut })}
        href={reviewFilterPath(upload, { show: 'left_out' })}
        action={t('view')}
      />
      <Reason
        icon={<CircleX aria-hidden className="size-4 text-error" />}
        count={plan.invalid}
        text={t('invalid', { count: plan.invalid })}
        href={reviewFilterPath(upload, { show: 'invalid' })}
        action={t('fix')}
      />
      <Reason
        icon={<TriangleAlert aria-hidden className="size-4 text-warning" />}
        count={records.warned}
        text={t('warned', { count: records.warned })}
        href={reviewFilterPath(upload, { show: 'warned' })}
        action={t('view')}
      />
    </ul>
  );
}

interface ReasonProps {
  icon: ReactNode;
  count: number;
  text: string;
  href: string;
  action: string;
}

function Reason({ icon, count, text, href, action }: ReasonProps) {
  if (count === 0) return null;
  return (
    <li className="grid grid-cols-[1rem_auto_minmax(0,1fr)_auto] items-center gap-3 border-border border-b py-2">
      {icon}
      <b className="min-w-9 text-end font-semibold">
        <Num value={count} />
      </b>
      <span>{text}</span>
      <Link href={href} aria-label={`${action}: ${text}`}>
        {action}
      </Link>
    </li>
  );
}
