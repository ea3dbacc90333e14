import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { recordsPath } from '#components/paths.ts';
import { type Bar, BarList } from '#components/ui/charts/bar-list.tsx';
import { BarTable } from '#components/ui/charts/bar-table.tsx';
import { ChartWithTable } from '#components/ui/charts/chart-with-table.tsx';
import { Region, RegionHead } from '#components/ui/surfaces/region.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { recordQueryString } from '#lib/core/view/record-query.ts';
import { countByCode, countByColumn, type IssueCount, outcomeOfError } from '#lib/core/view/record-view.ts';

/** Errors by type and by column, and warnings; each bar links to its records. */
export function JobIssues({ job }: { job: JobView }) {
  const t = useTranslations('jobs');
  const errors = useCodeBars(job, 'error');
  const warnings = useCodeBars(job, 'warning');
  const columns = useColumnBars(job);
  const none = isFinal(job.state) ? 'none' : 'noneYet';
  return (
    <div className="grid content-start [&>*+*]:border-border [&>*+*]:border-t">
      <IssueBars
        title={t('errors.title')}
        bars={errors}
        none={t(`errors.${none}`)}
        more="more"
        hint={t('errors.note')}
      />
      {columns.length > 0 && <IssueBars title={t('errors.byColumn')} bars={columns} more="moreColumns" />}
      <IssueBars
        title={t('warnings.title')}
        note={t('warnings.note')}
        bars={warnings}
        none={t(`warnings.${none}`)}
        more="more"
      />
    </div>
  );
}

function useCodeBars({ id, issues }: JobView, severity: IssueCount['severity']): Bar[] {
  const titleOf = useCodeText('issue-titles');
  const status = severity === 'error' ? 'open' : 'warned';
  return countByCode(issues, severity).map(({ code, records }) => ({
    key: code,
    label: titleOf(code),
    value: records,
    outcome: severity === 'error' ? outcomeOfError(code) : 'accepted',
    href: recordsPath(id) + recordQueryString({ status, code, after: 0 }),
  }));
}

/** A column's bar has the color of the outcome of its most frequent error. */
function useColumnBars({ id, issues }: JobView): Bar[] {
  const t = useTranslations('jobs.errors');
  return countByColumn(issues, 'error').map(({ column, records }) => {
    const most = issues.find((issue) => issue.severity === 'error' && issue.column === column);
    return {
      key: column,
      label: column === '' ? t('noColumn') : <span className="mono [overflow-wrap:anywhere]">{column}</span>,
      value: records,
      outcome: outcomeOfError(most?.code ?? ''),
      href: recordsPath(id) + recordQueryString({ status: 'open', column, after: 0 }),
    };
  });
}

/** The chart shows this many bars; the table shows all. */
const MAX_BARS = 8;

interface IssueBarsProps {
  title: string;
  bars: readonly Bar[];
  /** The text shown without bars. */
  none?: string;
  note?: string;
  /** Message key for the number of bars left out of the chart. */
  more: 'more' | 'moreColumns';
  hint?: string;
}

function IssueBars({ title, bars, none, note, more, hint }: IssueBarsProps) {
  const t = useTranslations('jobs.errors');
  return (
    <Region label={title} last>
      {bars.length === 0 ? (
        <>
          <RegionHead title={title} />
          <p className="text-sm text-text-muted">{none}</p>
        </>
      ) : (
        <ChartWithTable
          title={title}
          note={note}
          chart={<BarList bars={bars.slice(0, MAX_BARS)} label={title} />}
          table={<BarTable bars={bars} label={title} />}
        />
      )}
      <p className="mt-2.5 text-text-muted text-xs empty:hidden">
        {bars.length > MAX_BARS && `${t(more, { count: bars.length - MAX_BARS })} `}
        {bars.length > 1 && hint}
      </p>
    </Region>
  );
}
