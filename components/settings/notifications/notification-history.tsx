import { useTranslations } from 'next-intl';
import { AutoRefresh } from '#components/layout/auto-refresh.tsx';
import { activationPath, jobPath, parentSegmentPath, schedulePath, workflowAttemptPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { NotificationReport, PlannedNotice } from '#lib/core/notification/notification.ts';

export interface NotificationHistoryProps {
  reports: readonly NotificationReport[];
  /** Without a worker, nothing is sent. */
  isWorkerAlive: boolean;
}

/** The newest notifications and whether they were sent. */
export function NotificationHistory({ reports, isWorkerAlive }: NotificationHistoryProps) {
  const t = useTranslations('settings');
  return (
    <Region title={t('regions.history')} last>
      <AutoRefresh />
      {reports.length === 0 ? (
        <p className="text-sm text-text-muted">
          {t('history.empty')} {t('history.emptyText')}
        </p>
      ) : (
        <Table label={t('history.label')} cards>
          <thead>
            <tr>
              <Th>{t('history.about')}</Th>
              <Th>{t('history.state')}</Th>
              <Th>{t('history.by')}</Th>
              <Th end className="wide:max-lg:hidden">
                {t('history.tries')}
              </Th>
              <Th className="wide:max-lg:hidden">{t('history.tried')}</Th>
              <Th>{t('history.detail')}</Th>
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <HistoryRow key={report.id} report={report} isWorkerAlive={isWorkerAlive} />
            ))}
          </tbody>
        </Table>
      )}
    </Region>
  );
}

interface HistoryRowProps {
  report: NotificationReport;
  isWorkerAlive: boolean;
}

function HistoryRow({ report, isWorkerAlive }: HistoryRowProps) {
  const t = useTranslations('settings.history');
  const { channel, tries, lastTryAt } = report;
  const shown = shownState(report);
  return (
    <Tr>
      <RowHead>
        <NoticeLink report={report} />
      </RowHead>
      <Td corner>
        <Badge plain tone={TONES[shown]}>
          {t(`states.${shown}`)}
        </Badge>
      </Td>
      <Td label={t('by')}>{t(`channels.${channel}`)}</Td>
      <Td label={t('tries')} end className="wide:max-lg:hidden">
        <Num value={tries} />
      </Td>
      <Td label={t('tried')} className="wide:max-lg:hidden">
        {lastTryAt === null ? '—' : <Time value={lastTryAt} shape="second" />}
      </Td>
      <Td label={t('detail')}>
        <HistoryDetail report={report} isWorkerAlive={isWorkerAlive} />
      </Td>
    </Tr>
  );
}

/** What the notification is about: a job, an attempt, or a planned run that got no job. */
function NoticeLink({ report: { job, attempt, jobState, planned } }: Pick<HistoryRowProps, 'report'>) {
  const t = useTranslations('notices');
  if (planned) return <Link href={plannedPath(planned)}>{t('refused', { name: planned.name })}</Link>;
  if (attempt && (jobState === 'success' || jobState === 'error' || jobState === 'sla'))
    return <Link href={workflowAttemptPath(attempt.id)}>{t(`workflow.${jobState}`, attempt)}</Link>;
  if (job === null || jobState === 'refused' || jobState === 'sla') return '—';
  return <Link href={jobPath(job)}>{t(jobState, { job })}</Link>;
}

function plannedPath({ kind, id, segment }: PlannedNotice): string {
  if (kind === 'query') return schedulePath(id);
  return kind === 'activation' && segment ? activationPath(segment, id) : parentSegmentPath(id);
}

type ShownState = NotificationReport['state'] | 'failing' | 'partly_sent';

const TONES: Record<ShownState, Tone> = {
  waiting: 'queued',
  failing: 'warning',
  sent: 'success',
  partly_sent: 'warning',
  given_up: 'error',
};

/** Distinguishes a retry from a first try, and a notification sent to some recipients from one sent to all. */
function shownState({ state, problem }: NotificationReport): ShownState {
  if (problem === null || state === 'given_up') return state;
  return state === 'waiting' ? 'failing' : 'partly_sent';
}

function HistoryDetail({ report: { state, channel, problem, nextTryAt }, isWorkerAlive }: HistoryRowProps) {
  const t = useTranslations('settings.history');
  const texts = useTranslations('send-problems');
  const problemText = problem && texts(problem.code as never, problem.params as never);
  if (state === 'sent') return problemText ?? t(`sent.${channel}`);
  if (state === 'given_up') return `${problemText ?? ''} ${t('givenUp')}`;
  if (!isWorkerAlive) return `${problemText ?? ''} ${t('noWorker')}`;
  if (problem === null || nextTryAt === null) return t('soon');
  return (
    <>
      {problemText} {t.rich('next', { date: () => <Time value={nextTryAt} shape="second" /> })}
    </>
  );
}
