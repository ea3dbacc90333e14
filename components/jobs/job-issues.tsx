import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Bar, BarList } from '#components/ui/bar-list.tsx';
import { BarTable } from '#components/ui/bar-table.tsx';
import { ChartTwin } from '#components/ui/chart-twin.tsx';
import { Region, RegionHead } from '#components/ui/region.tsx';
import { isFinal } from '#lib/core/job.ts';
import type { JobView } from '#lib/core/job-view.ts';
import { recordQueryString } from '#lib/core/record-query.ts';
import { countByCode, type IssueCount, outcomeOfError } from '#lib/core/record-view.ts';
import { recordsPath } from './jobs-address.ts';
import { useCodeText } from './use-code-text.ts';

/** What is wrong with how many records, and what was remarked about others; each bar leads to its records. */
export function JobIssues({ job }: { job: JobView }) {
  const t = useTranslations('jobs');
  const titleOf = useCodeText('issue-titles');
  const barsOf = (severity: IssueCount['severity']): Bar[] =>
    countByCode(job.issues, severity).map(({ code, records }) => ({
      key: code,
      label: titleOf(code),
      value: records,
      outcome: severity === 'error' ? outcomeOfError(code) : 'accepted',
      href:
        recordsPath(job.id) + recordQueryString({ status: severity === 'error' ? 'open' : 'warned', code, after: 0 }),
    }));
  const none = isFinal(job.state) ? 'none' : 'noneYet';
  return (
    <div className="grid border-border border-b xl:grid-cols-2">
      <IssueBars title={t('errors.title')} bars={barsOf('error')} none={t(`errors.${none}`)} hint={t('errors.note')} />
      <IssueBars
        title={t('warnings.title')}
        note={t('warnings.note')}
        bars={barsOf('warning')}
        none={t(`warnings.${none}`)}
        className="border-border max-xl:border-t xl:border-l"
      />
    </div>
  );
}

/** More than these say little in a chart; the table has them all. */
const BARS = 8;

interface IssueBarsProps {
  title: string;
  bars: readonly Bar[];
  /** What stands there while there are no bars. */
  none: string;
  note?: string;
  hint?: ReactNode;
  className?: string;
}

function IssueBars({ title, bars, none, note, hint, className = '' }: IssueBarsProps) {
  const t = useTranslations('jobs.errors');
  return (
    <Region label={title} last className={className}>
      {bars.length === 0 ? (
        <>
          <RegionHead title={title} />
          <p className="text-sm text-text-muted">{none}</p>
        </>
      ) : (
        <ChartTwin
          title={title}
          note={note}
          chart={<BarList bars={bars.slice(0, BARS)} label={title} />}
          table={<BarTable bars={bars} label={title} />}
        />
      )}
      <p className="mt-2.5 text-text-muted text-xs empty:hidden">
        {bars.length > BARS && `${t('more', { count: bars.length - BARS })} `}
        {bars.length > 1 && hint}
      </p>
    </Region>
  );
}
