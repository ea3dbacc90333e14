import { useTranslations } from 'next-intl';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { RowState, shownState } from './row-state.tsx';

export interface RecordCardProps {
  record: number;
  row: ReviewRow | undefined;
  onOpen: () => void;
}

const MAX_ISSUES = 3;

/** A record with its state, its issues and their values. */
export function RecordCard({ record, row, onOpen }: RecordCardProps) {
  const t = useTranslations('review');
  const titleOf = useIssueTitle();
  const issues = row?.issues.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const hiddenCount = (issues?.length ?? 0) - MAX_ISSUES;
  return (
    <button
      type="button"
      disabled={!row}
      onClick={onOpen}
      className="grid min-h-18 w-full content-start gap-1 px-4 py-3 text-start text-sm -outline-offset-2"
    >
      <span className="flex w-full items-center justify-between gap-3">
        <span className="font-semibold">
          <Num value={record} />
        </span>
        {row && (
          <span className="flex items-center gap-1.5 text-text-muted text-xs">
            <RowState row={row} />
            <span aria-hidden>{t(`states.${shownState(row)}`)}</span>
          </span>
        )}
      </span>
      {!row && <Skeleton width="60%" />}
      {issues?.slice(0, MAX_ISSUES).map(({ code, column, field, severity }) => (
        <span
          key={`${code} ${column} ${field}`}
          className={`line-clamp-3 [overflow-wrap:anywhere] ${severity === 'error' ? 'text-error' : 'text-warning'}`}
        >
          {column !== null && <span className="mono font-semibold">{column}</span>} {titleOf(code)}
          {column !== null && (
            <span className="ml-2 text-text-muted">{row?.cells.find((cell) => cell.column === column)?.value}</span>
          )}
        </span>
      ))}
      {hiddenCount > 0 && <span className="text-text-muted text-xs">{t('cards.others', { count: hiddenCount })}</span>}
    </button>
  );
}
