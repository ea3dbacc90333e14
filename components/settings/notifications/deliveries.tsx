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
import type { DeliveryReport, PlannedNotice } from '#lib/core/notification/notification.ts';

export interface DeliveriesProps {
  reports: readonly DeliveryReport[];
  /** Without a worker nothing is sent. */
  isWorkerAlive: boolean;
}

/** The newest notifications and their delivery state. */
export function Deliveries({ reports, isWorkerAlive }: DeliveriesProps) {
  const t = useTranslations('settings');
  return (
    <Region title={t('regions.deliveries')} last>
      <AutoRefresh />
      {reports.length === 0 ? (
        <p className="text-sm text-text-muted">
          {t('deliveries.empty')} {t('deliveries.emptyText')}
        </p>
      ) : (
        <Table label={t('deliveries.label')} cards>
          <thead>
            <tr>
              <Th>{t('deliveries.about')}</Th>
              <Th>{t('deliveries.state')}</Th>
              <Th>{t('deliveries.by')}</Th>
              <Th end className="wide:max-lg:hidden">
                {t('deliveries.tries')}
              </Th>
              <Th className="wide:max-lg:hidden">{t('deliveries.tried')}</Th>
              <Th>{t('deliveries.detail')}</Th>
            </tr>
          </thead>
          <tbody>
            {reports.map((report) => (
              <DeliveryRow key={report.id} report={report} isWorkerAlive={isWorkerAlive} />
            ))}
          </tbody>
        </Table>
      )}
    </Region>
  );
}

interface DeliveryRowProps {
  report: DeliveryReport;
  isWorkerAlive: boolean;
}

function DeliveryRow({ report, isWorkerAlive }: DeliveryRowProps) {
  const t = useTranslations('settings.deliveries');
  const { channel, tries, lastTryAt } = report;
  const shown = shownState(report);
  return (
    <Tr>
      <RowHead>
        <Subject report={report} />
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
        <DeliveryDetail report={report} isWorkerAlive={isWorkerAlive} />
      </Td>
    </Tr>
  );
}

/** The job, the attempt, or the planned run that got no job. */
function Subject({ report: { job, attempt, jobState, planned } }: Pick<DeliveryRowProps, 'report'>) {
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

type ShownState = DeliveryReport['state'] | 'failing' | 'partly_sent';

const TONES: Record<ShownState, Tone> = {
  waiting: 'queued',
  failing: 'warning',
  sent: 'success',
  partly_sent: 'warning',
  given_up: 'error',
};

/** Distinguishes a retry from a first attempt, and partial delivery from full delivery. */
function shownState({ state, problem }: DeliveryReport): ShownState {
  if (problem === null || state === 'given_up') return state;
  return state === 'waiting' ? 'failing' : 'partly_sent';
}

function DeliveryDetail({ report: { state, channel, problem, nextTryAt }, isWorkerAlive }: DeliveryRowProps) {
  const t = useTranslations('settings.deliveries');
  const texts = useTranslations('deliveries');
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
