'use client';

import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { logPath, logTextPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { ChipLink } from '#components/ui/surfaces/chip.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { LOG_LEVELS, type LogQuery, logQueryString } from '#lib/core/view/log-query.ts';

export interface LogBarProps {
  job: JobView;
  query: LogQuery;
  /** Undefined if the page will not grow. */
  follow: { on: boolean; onChange: (on: boolean) => void } | undefined;
}

/** Level filter, search, follow switch and download of a log. */
export function LogBar({ job, query, follow }: LogBarProps) {
  const t = useTranslations('jobs.log');
  const path = logPath(job.id);
  const { text } = query;
  return (
    <div className="sticky top-0 z-1 flex flex-wrap items-center gap-x-3 gap-y-2 bg-surface px-6 py-3 max-wide:static max-wide:px-4">
      <nav aria-label={t('levels')} className="flex flex-wrap gap-2">
        {LOG_LEVELS.map((level) => (
          <ChipLink key={level} pressed={level === query.level} href={path + logQueryString({ level, text })}>
            {t(`level.${level}`, { count: job.warnings.count })}
          </ChipLink>
        ))}
      </nav>
      <LogSearch key={text} path={path} query={query} />
      <span className="ml-auto flex items-center gap-3">
        {follow && (
          <Switch label={t('follow')} checked={follow.on} onChange={(event) => follow.onChange(event.target.checked)} />
        )}
        <ButtonLink size="sm" href={logTextPath(job.id)} download="" icon={<Download aria-hidden />}>
          {t('download')}
        </ButtonLink>
      </span>
    </div>
  );
}

function LogSearch({ path, query }: { path: string; query: LogQuery }) {
  const t = useTranslations('jobs.log');
  const router = useRouter();
  const [words, setWords] = useState(query.text);
  const search = (text: string) => router.push(path + logQueryString({ level: query.level, text }), { scroll: false });
  return (
    <search>
      <form
        className="w-56"
        onSubmit={(event) => {
          event.preventDefault();
          search(words.trim());
        }}
      >
        <SearchInput
          label={t('search')}
          placeholder={t('searchExample')}
          controlSize="sm"
          value={words}
          onValueChange={(value) => {
            setWords(value);
            if (value === '' && query.text !== '') search('');
          }}
        />
      </form>
    </search>
  );
}
