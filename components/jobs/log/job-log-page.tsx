'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { JobSheet } from '#components/job/job-sheet.tsx';
import { LogText } from '#components/job/log-text.tsx';
import { useJob } from '#components/job/use-job.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { logPath } from '#components/paths.ts';
import { CursorPages } from '#components/ui/navigation/cursor-pages.tsx';
import type { LogLine } from '#lib/core/delivery/ledger.ts';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type LogQuery, logQueryString } from '#lib/core/view/log-query.ts';
import { LogBar } from './log-bar.tsx';
import { useFollowedLog } from './use-followed-log.ts';

export interface JobLogPageProps {
  initial: JobView;
  query: LogQuery;
  lines: readonly LogLine[];
  /** Cursors of the previous and the next page. */
  earlier: number | undefined;
  later: number | undefined;
}

/** A page of the full log. The newest page can follow the log. */
export function JobLogPage({ initial, query, lines, earlier, later }: JobLogPageProps) {
  const t = useTranslations('jobs.log');
  const job = useJob(initial);
  const isGrowing = !isFinal(job.state);
  const canFollow = later === undefined && !isFinal(initial.state);
  const [isFollowWanted, setFollowWanted] = useState(true);
  const isFollowing = canFollow && isFollowWanted;
  const shown = useFollowedLog(job.id, query, lines, { isOn: isFollowing, isGrowing });
  const end = useRef<HTMLDivElement>(null);
  const last = shown.at(-1)?.id;
  useEffect(() => {
    if (isFollowing && last !== undefined) end.current?.scrollIntoView({ block: 'end' });
  }, [isFollowing, last]);
  const to = (place: Partial<LogQuery>) =>
    logPath(job.id) + logQueryString({ ...query, before: undefined, after: undefined, ...place });
  return (
    <JobSheet job={job} view={t('title')}>
      <SheetBody padded={false}>
        <LogBar
          job={job}
          query={query}
          follow={canFollow && isGrowing ? { on: isFollowWanted, onChange: setFollowWanted } : undefined}
        />
        {shown.length > 0 ? (
          <LogText lines={shown} label={t('lines', { id: String(job.id) })} />
        ) : (
          <p className="px-6 text-sm text-text-muted max-wide:px-4">{t(emptyOf(query))}</p>
        )}
        <div ref={end} className="flex flex-wrap items-center gap-3 px-6 py-4 text-text-muted text-xs max-wide:px-4">
          {shown.length > 0 && t('range', { count: shown.length })}
          <span className="ml-auto">
            <CursorPages
              label={t('pages')}
              previous={{ label: t('earlier'), href: earlier === undefined ? undefined : to({ before: earlier }) }}
              next={{ label: t('later'), href: later === undefined ? undefined : to({ after: later }) }}
            />
          </span>
        </div>
      </SheetBody>
    </JobSheet>
  );
}

function emptyOf({ text, level }: LogQuery) {
  if (text !== '') return 'noMatch';
  if (level === 'error') return 'noErrors';
  return level === 'warn' ? 'noWarnings' : 'empty';
}
