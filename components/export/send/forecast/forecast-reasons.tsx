import { CircleMinus, CircleX, Copy, TriangleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { repeatListPath, reviewFilterPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { SendPlan } from '../send-plan.ts';

const NO_REPEATS = { identical: 0, differing: 0 };

interface ForecastReasonsProps {
  review: ReviewView;
  plan: SendPlan;
  repeats: Repeats;
}

/**
 * The records that are not sent, and those that are sent despite a repeat or a warning, by reason; each line links to
 * its records. Records accepted before are in `AcceptedNote`. The records with a warning are all counted, including
 * those that are left out as repeats or were accepted before.
 */
export function ForecastReasons({ review: { upload, records }, plan, repeats }: ForecastReasonsProps) {
  const t = useTranslations('exports.forecast.reasons');
  const isCountingRepeats = repeats === undefined || repeats.state === 'counting';
  // If repeats are left out, the plan has their number, and none is kept.
  const keptRepeats = repeats?.state === 'ready' && plan.repeatsLeftOut === 0 ? repeats : NO_REPEATS;
  return (
    <ul className="grid border-border border-t text-sm">
      {(plan.repeatsLeftOut === undefined || isCountingRepeats) && (
        <li className="border-border border-b py-2">
          {t(plan.repeatsLeftOut === undefined ? 'repeatsUnknown' : 'repeatsCounting')}
        </li>
      )}
      <Reason
        icon={<Copy aria-hidden className="size-4 text-text-muted" />}
        count={plan.repeatsLeftOut ?? 0}
        text={t('repeats', { count: plan.repeatsLeftOut ?? 0 })}
        href={repeatListPath(upload)}
        action={t('view')}
      />
      <Reason
        icon={<Copy aria-hidden className="size-4 text-warning" />}
        count={repeatsOf(keptRepeats)}
        text={t('repeatsKept', { ...keptRepeats, count: repeatsOf(keptRepeats) })}
        href={repeatListPath(upload)}
        action={t('view')}
      />
      <Reason
        icon={<CircleMinus aria-hidden className="size-4 text-text-muted" />}
        count={plan.leftOut}
        text={t('leftOut')}
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
  const format = useFormatter();
  if (count === 0) return null;
  return (
    <li className="grid grid-cols-[1rem_auto_minmax(0,1fr)_auto] items-center gap-3 border-border border-b py-2">
      {icon}
      <b className="min-w-9 text-end font-semibold">
        <Num value={count} />
      </b>
      <span>{text}</span>
      <Link href={href} aria-label={`${action}: ${format.number(count)} ${text}`}>
        {action}
      </Link>
    </li>
  );
}
