import { useFormatter, useTranslations } from 'next-intl';
import { jobsHref, settingsPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Status } from '#lib/core/view/status.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

export function ProductFacts({ status: { version, isWorkerAlive, addresses } }: { status: Status }) {
  const t = useTranslations('settings.system');
  const format = useFormatter();
  return (
    <Region title={t('regions.product')}>
      <Facts labels="wide">
        <Fact label={t('version')}>{version}</Fact>
        <Fact label={t('worker')}>
          <Badge plain tone={isWorkerAlive ? 'success' : 'error'}>
            {t(isWorkerAlive ? 'running' : 'notRunning')}
          </Badge>
        </Fact>
        <Fact label={t('sendsTo')}>
          <span className="[overflow-wrap:anywhere]">
            {format.list(Object.values(addresses.apiBaseUrls), LIST_FORMAT)}
          </span>
        </Fact>
      </Facts>
    </Region>
  );
}

export function QueueFacts({ status: { jobs, elsewhere, oldestQueuedAt, notifications } }: { status: Status }) {
  const t = useTranslations('settings.system');
  const states = useTranslations('jobs.states');
  return (
    <Region title={t('regions.queue')}>
      <Facts labels="wide">
        {(['queued', 'running', 'paused'] as const).map((state) => (
          <Fact key={state} label={states(state)}>
            {jobs[state] === 0 ? (
              t('jobs', { count: 0 })
            ) : (
              <Link href={jobsHref({ state })}>{t('jobs', { count: jobs[state] })}</Link>
            )}
          </Fact>
        ))}
        <Fact label={t('oldest')}>
          {oldestQueuedAt === null ? t('none') : <Time value={oldestQueuedAt} shape="second" />}
        </Fact>
        {elsewhere.length > 0 && (
          <Fact label={t('elsewhere')}>
            <Link href={jobsHref({ state: 'queued' })}>{t('jobs', { count: elsewhere.length })}</Link>
          </Fact>
        )}
        <Fact label={t('outbox')}>
          <Link href={settingsPath('notifications')}>{t('outboxWaiting', { count: notifications.waiting })}</Link>
        </Fact>
      </Facts>
    </Region>
  );
}

export function DiskFacts({ status: { dataDir, disk, database, uploads } }: { status: Status }) {
  const t = useTranslations('settings.system');
  const format = useFormatter();
  const files = t('files', { count: uploads.files });
  return (
    <Region title={t('regions.disk')}>
      <Facts labels="wide">
        <Fact label={t('dataDir')}>
          <code>{dataDir}</code>
        </Fact>
        <Fact label={t('free')}>
          <Bytes value={disk.freeBytes} />
        </Fact>
        <Fact label={t('reserve')}>
          <Bytes value={disk.reserveBytes} />
          <Help>{t('reserveHelp')}</Help>
        </Fact>
        <Fact label={t('database')}>
          <Bytes value={database.bytes + (database.walBytes ?? 0)} />
        </Fact>
        <Fact label={t('uploads')}>
          {uploads.files === 0 ? files : format.list([files, <Bytes key="bytes" value={uploads.bytes} />], LIST_FORMAT)}
        </Fact>
      </Facts>
    </Region>
  );
}
