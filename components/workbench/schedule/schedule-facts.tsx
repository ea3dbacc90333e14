import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { noTimesText } from '#components/schedule/no-times-text.ts';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { matchesEitherDay } from '#lib/core/schedule/timetable.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';

/** The schedule of a query as text. */
export function ScheduleFacts({ query: { schedule, database } }: { query: SavedQuery }) {
  const t = useTranslations('schedules.page');
  return (
    <Facts labels="wide">
      <Fact label={t('database')}>{database}</Fact>
      {schedule === null ? <Fact label={t('when')}>{t('manual')}</Fact> : <ScheduledFacts schedule={schedule} />}
    </Facts>
  );
}

function ScheduledFacts({ schedule }: { schedule: Schedule }) {
  const t = useTranslations('schedules');
  const locale = useLocale();
  const format = useFormatter();
  const { cron, timeZone, delaySeconds, missed, overlap, recipients } = schedule;
  return (
    <>
      <Fact label={t('page.when')}>
        {scheduleWords(schedule, locale)} {cron && <span className="mono text-text-muted">{cron}</span>}
        {cron && matchesEitherDay(cron) && <span className="block text-text-muted text-xs">{t('eitherDay')}</span>}
      </Fact>
      <Fact label={t('page.zone')}>{timeZone}</Fact>
      <Fact label={t('page.next')}>
        <NextRun schedule={schedule} />
      </Fact>
      <Fact label={t('page.delay')}>{t('page.seconds', { count: delaySeconds })}</Fact>
      <Fact label={t('page.missed')}>{t(`missed.${missed}`)}</Fact>
      <Fact label={t('page.overlap')}>{t(`overlap.${overlap}`)}</Fact>
      <Fact label={t('page.mails')}>
        {recipients.length === 0 ? t('page.noRecipients') : format.list(recipients, LIST_FORMAT)}
      </Fact>
    </>
  );
}

function NextRun({ schedule }: { schedule: Schedule }) {
  const t = useTranslations('schedules');
  const { isPaused, nextAt, timeZone } = schedule;
  if (isPaused) return t('page.paused');
  if (nextAt === null) return t(noTimesText(schedule));
  return t.rich('page.estimated', { time: () => <ZonedTime year value={nextAt} timeZone={timeZone} /> });
}
