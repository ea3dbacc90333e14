import { useFormatter, useTranslations } from 'next-intl';
import { jobPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { LiveWorker, Status } from '#lib/core/view/status.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

/** The workers that are alive, and the jobs that each executes. */
export function SystemWorkers({ status: { workers, abandonedJobs, version } }: { status: Status }) {
  const t = useTranslations('settings.system');
  const isMixed = new Set(workers.map((worker) => worker.version)).size > 1;
  return (
    <Region title={t('regions.workers')} note={isMixed && t('workers.mixed')}>
      {workers.length === 0 ? (
        <p className="text-sm text-text-muted">{t('workers.empty')}</p>
      ) : (
        <Table label={t('regions.workers')} cards="lg">
          <thead>
            <tr>
              <Th>{t('workers.machine')}</Th>
              <Th>{t('workers.process')}</Th>
              <Th>{t('workers.version')}</Th>
              <Th>{t('workers.since')}</Th>
              <Th>{t('workers.heartbeat')}</Th>
              <Th>{t('workers.jobs')}</Th>
              <Th>{t('workers.lease')}</Th>
            </tr>
          </thead>
          <tbody>
            {workers.map((worker) => (
              <WorkerRow key={worker.id} worker={worker} ownVersion={version} />
            ))}
          </tbody>
        </Table>
      )}
      {abandonedJobs > 0 && (
        <p className="mt-3 text-sm text-text-muted">{t('workers.abandoned', { count: abandonedJobs })}</p>
      )}
    </Region>
  );
}

function WorkerRow({ worker, ownVersion }: { worker: LiveWorker; ownVersion: string }) {
  const t = useTranslations('settings.system.workers');
  const { host, pid, version, startedAt, heartbeatAt, jobs } = worker;
  const firstLeaseEnd = Math.min(...jobs.map(({ leaseUntil }) => leaseUntil));
  return (
    <Tr>
      <RowHead className="font-normal!">{host || t('unreported')}</RowHead>
      <Td label={t('process')}>{pid}</Td>
      <Td label={t('version')}>
        {version === ownVersion ? (
          version
        ) : (
          <Badge plain tone="warning">
            {version || t('unreported')}
          </Badge>
        )}
      </Td>
      <Td label={t('since')}>
        <Time value={startedAt} shape="second" />
      </Td>
      <Td label={t('heartbeat')}>
        <Time value={heartbeatAt} shape="timeToSecond" />
      </Td>
      <Td label={t('jobs')}>{jobs.length === 0 ? t('idle') : <JobLinks jobs={jobs.map(({ job }) => job)} />}</Td>
      <Td label={t('lease')}>{jobs.length === 0 ? '—' : <Time value={firstLeaseEnd} shape="timeToSecond" />}</Td>
    </Tr>
  );
}

function JobLinks({ jobs }: { jobs: readonly number[] }) {
  const format = useFormatter();
  const links = jobs.map((job) => (
    <Link key={job} href={jobPath(job)}>
      {job}
    </Link>
  ));
  return <span className="[&_a]:link-underline">{format.list(links, LIST_FORMAT)}</span>;
}
