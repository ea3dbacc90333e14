import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useCodeText } from '#components/http/use-code-text.ts';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import type { PlannedRun } from '#lib/core/schedule/planned-run.ts';
import { PlannedRunBadge } from './planned-run-badge.tsx';

export interface PlannedRunsProps<Run extends PlannedRun> {
  runs: readonly Run[];
  /** The time zone of displayed times. */
  timeZone: string;
  /** A column for what the job of a run did. */
  resultColumn?: { readonly label: string; readonly contentOf: (run: Run) => ReactNode };
}

/** Planned times and manual runs, newest first, with their states. */
export function PlannedRuns<Run extends PlannedRun>({ runs, timeZone, resultColumn }: PlannedRunsProps<Run>) {
  const t = useTranslations('schedules.history');
  if (runs.length === 0) return <p className="text-sm text-text-muted">{t('empty')}</p>;
  return (
    <Table label={t('label')} cards>
      <thead>
        <tr>
          <Th>{t('time')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('job')}</Th>
          {resultColumn && <Th>{resultColumn.label}</Th>}
          <Th>{t('detail')}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Tr key={run.id}>
            <RowHead>
              <ZonedTime year value={run.plannedAt} timeZone={timeZone} />
              {run.manualNumber > 0 && <span className="text-text-muted text-xs"> {t('manual')}</span>}
            </RowHead>
            <Td corner>
              <PlannedRunBadge run={run} />
            </Td>
            <Td label={t('job')}>{run.jobId === null ? '—' : <Link href={jobPath(run.jobId)}>{run.jobId}</Link>}</Td>
            {resultColumn && <Td label={resultColumn.label}>{resultColumn.contentOf(run)}</Td>}
            <Td label={t('detail')}>
              <RunDetail run={run} timeZone={timeZone} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function RunDetail({ run: { state, problem, missedSince }, timeZone }: { run: PlannedRun; timeZone: string }) {
  const t = useTranslations('schedules.history');
  const textOf = useCodeText('errors');
  if (problem !== null) return textOf(problem.code, problem.params);
  if (state === 'waiting') return t('waiting');
  if (missedSince === null) return '—';
  return t.rich('missedSince', { time: () => <ZonedTime year value={missedSince} timeZone={timeZone} /> });
}
