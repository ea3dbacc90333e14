import { useFormatter, useTranslations } from 'next-intl';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { ActivationSchedule } from '../activation-schedule.tsx';
import type { ShownActivation } from './shown-activation.ts';

/** When an activation runs, and who is notified. */
export function ScheduleFacts({ activation: { schedule, nextTimes } }: { activation: ShownActivation }) {
  const t = useTranslations('activations.page');
  return (
    <Facts labels="wide">
      <Fact label={t('when')}>
        <ActivationSchedule schedule={schedule} />
      </Fact>
      {schedule !== null && (
        <>
          <Fact label={t('zone')}>{schedule.timeZone}</Fact>
          {!schedule.isPaused && (
            <Fact label={t('next')}>
              {nextTimes.length === 0 && t('noNext')}
              <ol className="grid gap-0.5">
                {nextTimes.map((time) => (
                  <li key={time}>
                    <ZonedTime year value={time} timeZone={schedule.timeZone} />
                  </li>
                ))}
              </ol>
            </Fact>
          )}
          <MailFact schedule={schedule} />
        </>
      )}
    </Facts>
  );
}

function MailFact({ schedule: { recipients, mailSuccess, mailFailure } }: { schedule: Schedule }) {
  const t = useTranslations('activations.page');
  const format = useFormatter();
  const occasions = [mailSuccess && t('onSuccess'), mailFailure && t('onFailure')].filter((text) => text !== false);
  return (
    <Fact label={t('mails')}>
      {recipients.length === 0 || occasions.length === 0
        ? t('noRecipients')
        : `${format.list(recipients, LIST_FORMAT)} (${format.list(occasions, LIST_FORMAT)})`}
    </Fact>
  );
}
