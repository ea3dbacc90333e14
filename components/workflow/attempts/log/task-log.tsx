'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMay } from '#components/access/access-provider.tsx';
import { ValuesHidden } from '#components/access/values-hidden.tsx';
import { withParameter } from '#components/http/query-string.ts';
import { getJson } from '#components/http/request-json.ts';
import { attemptLinesPath, attemptLogPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Region, RegionHead } from '#components/ui/surfaces/region.tsx';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import { type AttemptLogRow, type AttemptView, shortName } from '#lib/core/workflow/view/attempt-view.ts';
import { isUnfinished } from '../use-attempt.ts';
import { AttemptLines } from './attempt-lines.tsx';
import { attemptLogQueryString, WHOLE_LOG } from './attempt-log-query.ts';

/** The Log tab shows all lines. */
const MAX_LINES = 12;
const POLL_MS = 1500;

/** The newest log lines of the chosen task and the tasks below it; those of the whole attempt for its top row. */
export function TaskLog({ attempt, row }: { attempt: AttemptView; row: TimelineRow | undefined }) {
  const t = useTranslations('workflow-attempts.log');
  const { id, number, workflow } = attempt;
  const mayShow = useMay('values.show');
  const isOfAttempt = row === undefined || row.depth === 0;
  const query = attemptLogQueryString(isOfAttempt ? WHOLE_LOG : { ...WHOLE_LOG, task: row.task.name });
  const isGrowing = isUnfinished(attempt);
  const { data, isError } = useQuery({
    queryKey: ['workflow-attempt', id, 'newest', query, isGrowing],
    queryFn: ({ signal }) =>
      getJson<{ lines: readonly AttemptLogRow[] }>(
        attemptLinesPath(id, withParameter(query, `limit=${MAX_LINES}`)),
        signal,
      ),
    enabled: row !== undefined && mayShow,
    refetchInterval: isGrowing && POLL_MS,
    staleTime: 0,
    gcTime: 0,
  });
  const emptyText = () => {
    if (isError) return t('failed');
    // Keeps the height of the line while the log loads.
    return data ? t(isOfAttempt ? 'empty' : 'emptyTask') : ' ';
  };
  const lines = data?.lines ?? [];
  const label = isOfAttempt ? t('lines', { number }) : t('of', { task: shortName(row.task.name) });
  return (
    <Region label={label} flush last>
      <RegionHead
        title={label}
        actions={
          <Link href={attemptLogPath(id, isOfAttempt ? '' : query)} className="text-sm">
            {t('whole')}
          </Link>
        }
      />
      {lines.length > 0 ? (
        <AttemptLines
          lines={lines}
          label={label}
          timeZone={workflow.timeZone}
          showsTask={isOfAttempt || row.children > 0}
        />
      ) : (
        <p className="px-6 text-sm text-text-muted max-wide:px-4">{mayShow ? emptyText() : <ValuesHidden />}</p>
      )}
    </Region>
  );
}
