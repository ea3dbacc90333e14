'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { SheetBody } from '#components/layout/sheet.tsx';
import { CursorPages } from '#components/ui/navigation/cursor-pages.tsx';
import type { LogQuery } from '#lib/core/view/log-query.ts';
import { LogBar, type LogBarProps } from './log-bar.tsx';
import { useFollowedLog } from './use-followed-log.ts';

export interface LogPageProps<Line> extends Pick<LogBarProps, 'query' | 'textPath'> {
  lines: readonly Line[];
  /** Cursors of the previous and the next page. */
  earlier: number | undefined;
  later: number | undefined;
  /** Whether lines could be appended when the page was loaded. */
  wasGrowing: boolean;
  /** Whether lines can be appended now. */
  isGrowing: boolean;
  /** The address of a page of the log. */
  hrefOf: (query: LogQuery) => string;
  /** The address of the page's lines as JSON. */
  linesPathOf: (query: LogQuery) => string;
  texts: LogBarProps['texts'] & { readonly empty: string; readonly range: (count: number) => string };
  filter?: ReactNode;
  /** The lines as text. */
  children: (lines: readonly Line[]) => ReactNode;
}

/** A page of a log. The newest page can follow the log. */
export function LogPage<Line extends { readonly id: number }>(props: LogPageProps<Line>) {
  const { query, later, wasGrowing, isGrowing, hrefOf, linesPathOf, textPath, texts } = props;
  const t = useTranslations('shell.log');
  const canFollow = later === undefined && wasGrowing;
  const [isFollowWanted, setFollowWanted] = useState(true);
  const isFollowing = canFollow && isFollowWanted;
  const pathAfter = (after: number) => linesPathOf({ ...query, before: undefined, after });
  const { lines: shown, earlier } = useFollowedLog(props, { pathAfter, isFollowing, isGrowing });
  const end = useRef<HTMLDivElement>(null);
  const last = shown.at(-1)?.id;
  useEffect(() => {
    if (isFollowing && last !== undefined) end.current?.scrollIntoView({ block: 'end' });
  }, [isFollowing, last]);
  const hrefWith = (changes: Partial<LogQuery>) =>
    hrefOf({ ...query, before: undefined, after: undefined, ...changes });
  const emptyKey = emptyKeyOf(query);
  return (
    <SheetBody padded={false}>
      <LogBar
        query={query}
        hrefWith={hrefWith}
        textPath={textPath}
        texts={texts}
        filter={props.filter}
        follow={canFollow && isGrowing ? { on: isFollowWanted, onChange: setFollowWanted } : undefined}
      />
      {shown.length > 0 ? (
        props.children(shown)
      ) : (
        <p className="px-6 text-sm text-text-muted max-wide:px-4">{emptyKey ? t(emptyKey) : texts.empty}</p>
      )}
      <div ref={end} className="flex flex-wrap items-center gap-3 px-6 py-4 text-text-muted text-xs max-wide:px-4">
        {shown.length > 0 && texts.range(shown.length)}
        <span className="ml-auto">
          <CursorPages
            label={t('pages')}
            previous={{ label: t('earlier'), href: earlier === undefined ? undefined : hrefWith({ before: earlier }) }}
            next={{ label: t('later'), href: later === undefined ? undefined : hrefWith({ after: later }) }}
          />
        </span>
      </div>
    </SheetBody>
  );
}

/** The key of the text for an empty page; undefined if nothing is filtered. */
function emptyKeyOf({ text, level }: LogQuery) {
  if (text !== '') return 'noMatch';
  if (level === 'error') return 'noErrors';
  return level === 'warn' ? 'noWarnings' : undefined;
}
