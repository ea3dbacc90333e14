'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { SheetBody } from '#components/layout/sheet.tsx';
import { attemptLogPath } from '#components/paths.ts';
import { CursorPages } from '#components/ui/navigation/cursor-pages.tsx';
import type { AttemptLogRow, AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { AttemptSheet } from '../attempt-sheet.tsx';
import { isUnfinished, useAttempt } from '../use-attempt.ts';
import { AttemptLines } from './attempt-lines.tsx';
import { AttemptLogBar } from './attempt-log-bar.tsx';
import { type AttemptLogQuery, attemptLogQueryString } from './attempt-log-query.ts';
import { useFollowedLines } from './use-followed-lines.ts';

export interface AttemptLogPageProps {
  initial: AttemptView;
  query: AttemptLogQuery;
  lines: readonly AttemptLogRow[];
  /** The names of tasks that have logged something. */
  names: readonly string[];
  /** Cursors of the previous and the next page. */
  earlier: number | undefined;
  later: number | undefined;
  controls: AttemptControls;
}

/** A page of the log. The newest page can follow it. */
export function AttemptLogPage({ initial, query, lines, names, earlier, later, controls }: AttemptLogPageProps) {
  const t = useTranslations('workflow-attempts.log');
  const attempt = useAttempt(initial);
  const isGrowing = isUnfinished(attempt);
  const canFollow = later === undefined && isUnfinished(initial);
  const [isFollowWanted, setFollowWanted] = useState(true);
  const isFollowing = canFollow && isFollowWanted;
  const shown = useFollowedLines(attempt.id, query, lines, { isOn: isFollowing, isGrowing });
  const end = useRef<HTMLDivElement>(null);
  const last = shown.at(-1)?.id;
  useEffect(() => {
    if (isFollowing && last !== undefined) end.current?.scrollIntoView({ block: 'end' });
  }, [isFollowing, last]);
  const to = (place: Partial<AttemptLogQuery>) =>
    attemptLogPath(attempt.id, attemptLogQueryString({ ...query, before: undefined, after: undefined, ...place }));
  const { number, workflow } = attempt;
  return (
    <AttemptSheet attempt={attempt} controls={controls}>
      <SheetBody padded={false}>
        <AttemptLogBar
          attempt={attempt}
          query={query}
          names={names}
          follow={canFollow && isGrowing ? { on: isFollowWanted, onChange: setFollowWanted } : undefined}
        />
        {shown.length > 0 ? (
          <AttemptLines lines={shown} label={t('lines', { number })} timeZone={workflow.timeZone} isNamed />
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
    </AttemptSheet>
  );
}

function emptyOf({ text, level, task }: AttemptLogQuery) {
  if (text !== '' || level !== 'info') return 'noMatch';
  return task === undefined ? 'empty' : 'emptyTask';
}
