import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { jobPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import type { PlannedRun, PlannedRunState } from '#lib/core/schedule/planned-run.ts';
import { ZonedTime } from './zoned-time.tsx';

export interface PlannedRunsProps {
  runs: readonly PlannedRun[];
  /** The time zone of displayed times. */
  timeZone: string;
}

/** The planned times of a query, newest first, with their outcomes. */
export function PlannedRuns({ runs, timeZone }: PlannedRunsProps) {
  const t = useTranslations('schedules.history');
  if (runs.length === 0) return <p className="text-sm text-text-muted">{t('empty')}</p>;
  return (
    <Table label={t('label')} cards>
      <thead>
        <tr>
          <Th>{t('time')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('job')}</Th>
          <Th>{t('detail')}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <PlannedRunRow key={run.id} run={run} timeZone={timeZone} />
        ))}
      </tbody>
    </Table>
  );
}

interface RunProps extends Pick<PlannedRunsProps, 'timeZone'> {
  run: PlannedRun;
}

function PlannedRunRow({ run, timeZone }: RunProps) {
  const t = useTranslations('schedules.history');
  const { plannedAt, repeat, jobId } = run;
  return (
    <Tr>
      <RowHead>
        <ZonedTime value={plannedAt} timeZone={timeZone} />
        {repeat > 0 && <span className="text-text-muted text-xs"> {t('byHand')}</span>}
      </RowHead>
      <Td corner>
        <RunBadge run={run} />
      </Td>
      <Td label={t('job')}>{jobId === null ? '—' : <Link href={jobPath(jobId)}>{jobId}</Link>}</Td>
      <Td label={t('detail')}>
        <RunDetail run={run} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

const TONES: Record<PlannedRunState, Tone> = {
  ...{ waiting: 'queued', started: 'running' },
  ...{ skipped: 'warning', refused: 'error' },
};

/** The state of the job, once there is one. */
function RunBadge({ run: { state, jobState } }: { run: PlannedRun }) {
  const t = useTranslations();
  if (jobState !== null) return <Badge tone={jobState}>{t(`jobs.states.${jobState}`)}</Badge>;
  return (
    <Badge plain tone={TONES[state]}>
      {t(`schedules.history.states.${state}`)}
    </Badge>
  );
}

function RunDetail({ run: { state, problem, missedSince }, timeZone }: RunProps) {
  const t = useTranslations();
  if (problem !== null) return t(`errors.${problem.code}` as never, problem.params as never);
  if (state === 'waiting') return t('schedules.history.waiting');
  if (missedSince === null) return '—';
  return t.rich('schedules.history.missedSince', { time: () => <ZonedTime value={missedSince} timeZone={timeZone} /> });
}
