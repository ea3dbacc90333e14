import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { TEST_EVENTS } from '#lib/core/export/trial.ts';
import type { SendKind } from '../send-plan.ts';
import { SendCard } from './send-card.tsx';
import { TrialResult } from './trial-result.tsx';
import type { Trials } from './use-trials.ts';

export interface SendCardsProps {
  trials: Trials;
  service: string;
  /** Whether the chosen authentication is for the sandbox. */
  isSandbox: boolean;
  /** How many events are sent; undefined while that is not known. */
  sendCount: number | undefined;
  /** The number of events that the sandbox receives, including those accepted before. */
  rehearsalCount: number | undefined;
  eventsPerCall: number;
  isDisabled: boolean;
  /** Whether the file cannot be sent yet, only tested and rehearsed. */
  isTrialOnly: boolean;
  onPress: (kind: SendKind) => void;
}

/** The ways to send the file: a few test events, a rehearsal, and the actual send. */
export function SendCards({
  trials,
  service,
  isSandbox,
  sendCount,
  rehearsalCount,
  eventsPerCall,
  isDisabled,
  isTrialOnly,
  onPress,
}: SendCardsProps) {
  const t = useTranslations('exports.trials');
  const heading = useId();
  const trial = { eventsPerCall, countsInReports: false, isDisabled: isDisabled || rehearsalCount === 0 };
  const testCount = rehearsalCount === undefined ? TEST_EVENTS : Math.min(TEST_EVENTS, rehearsalCount);
  return (
    <section aria-labelledby={heading} className="col-span-full grid gap-3">
      <h2 id={heading} className="text-base tracking-normal">
        {t('title')}
      </h2>
      <p className="-mt-2 text-text-muted text-xs">{t('note', { isSandbox: String(isSandbox) })}</p>
      {trials.problem && (
        <Banner tone="error" live title={t(trials.problem.kind)}>
          {trials.problem.message ?? t('noResponse')}
        </Banner>
      )}
      <ul className="grid gap-3 lg:grid-cols-3">
        <SendCard
          {...trial}
          title={t('test.title', { count: testCount || TEST_EVENTS })}
          text={t(isSandbox ? 'test.sandboxText' : 'test.text', { service })}
          badge={t('badges.test')}
          eventCount={testCount}
          onPress={() => onPress('test')}
        >
          <TrialResult trial={trials.latest('test')} />
        </SendCard>
        <SendCard
          {...trial}
          title={t('rehearsal.title')}
          text={t('rehearsal.text', { service })}
          badge={t('badges.sandbox')}
          eventCount={rehearsalCount}
          onPress={() => onPress('rehearsal')}
        >
          <TrialResult trial={trials.latest('rehearsal')} />
        </SendCard>
        <SendCard
          title={isSandbox ? t('send.sandboxTitle') : t('send.title', { service })}
          text={t(isSandbox ? 'send.sandboxText' : 'send.text')}
          eventCount={sendCount}
          eventsPerCall={eventsPerCall}
          countsInReports={!isSandbox}
          isDisabled={isDisabled || isTrialOnly}
          onPress={() => onPress('send')}
        />
      </ul>
    </section>
  );
}
