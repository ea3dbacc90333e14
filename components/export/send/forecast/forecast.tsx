import { useTranslations } from 'next-intl';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { OutcomeSum } from '#components/ui/charts/outcome-sum.tsx';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { paceOf } from '#lib/core/delivery/pace.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { SendPlan } from '../send-plan.ts';
import { ForecastReasons } from './forecast-reasons.tsx';

export interface ForecastProps {
  review: ReviewView;
  plan: SendPlan;
  eventsPerCall: number;
  callsPerMinute: number;
  repeats: Repeats;
}

/** The number of events to be sent, with the calls and the time they need. */
export function Forecast({ review, plan, eventsPerCall, callsPerMinute, repeats }: ForecastProps) {
  const t = useTranslations('exports.forecast');
  const { records, forecast } = review;
  const { sent = records.ready, repeatsLeftOut = 0 } = plan;
  const callCount = Math.ceil((forecast.calls * sent) / Math.max(1, records.ready));
  const pace = paceOf(callsPerMinute);
  const seconds = Math.ceil(callCount / pace.calls) * pace.seconds;
  const perMinute = Math.min(callCount, Math.floor((60 * pace.calls) / pace.seconds));
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2.5">
        <span className="font-semibold text-3xl tracking-tight max-wide:text-2xl">
          {plan.sent === undefined ? '…' : <Num value={sent} />}
        </span>
        <span className="text-text-muted">
          {plan.sent === undefined ? t('counting') : t('willBeSent', { count: sent })}
        </span>
      </p>
      <OutcomeSum
        size="quiet"
        label={t('sum')}
        total={{ label: t('read'), value: records.read }}
        // The keys only choose patterns and colors: no record has an outcome yet.
        terms={[
          { key: 'accepted' as const, label: t('sent'), value: sent },
          { key: 'invalid' as const, label: t('skipped'), value: records.invalid },
          { key: 'not_sent' as const, label: t('leftOut'), value: plan.leftOut + repeatsLeftOut },
          { key: 'uncertain' as const, label: t('before'), value: records.ready - repeatsLeftOut - sent },
        ].filter(({ key, value }) => value > 0 || key === 'accepted')}
      />
      <ForecastReasons review={review} plan={plan} repeats={repeats} />
      <Facts labels="narrow" className="border-border border-b pb-4">
        <Fact label={t('calls')}>{t('callsOf', { calls: callCount, events: eventsPerCall })}</Fact>
        <Fact label={t('time')}>{t.rich('atLeast', { time: () => <Duration ms={seconds * 1000} /> })}</Fact>
        <Fact label={t('rate')}>
          <span className="grid max-w-64 gap-1.5">
            {t('rateOf', { calls: perMinute, most: callsPerMinute })}
            <ProgressBar label={t('rate')} value={perMinute} max={callsPerMinute} />
          </span>
        </Fact>
      </Facts>
    </>
  );
}
