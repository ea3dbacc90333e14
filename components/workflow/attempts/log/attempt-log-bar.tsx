'use client';

import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { attemptLogPath, attemptLogTextPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { ChipLink } from '#components/ui/surfaces/chip.tsx';
import { LOG_LEVELS } from '#lib/core/view/log-query.ts';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import { type AttemptLogQuery, attemptLogQueryString, WHOLE_LOG } from './attempt-log-query.ts';

export interface AttemptLogBarProps {
  attempt: AttemptView;
  query: AttemptLogQuery;
  names: readonly string[];
  /** Undefined if the page will not grow. */
  follow: { on: boolean; onChange: (on: boolean) => void } | undefined;
}

const ALL = '';

/** Levels, search, task, follow switch and download of a log. */
export function AttemptLogBar({ attempt: { id }, query, names, follow }: AttemptLogBarProps) {
  const t = useTranslations('workflow-attempts.log');
  const router = useRouter();
  const to = (changes: Partial<AttemptLogQuery>) =>
    attemptLogPath(id, attemptLogQueryString({ ...query, before: undefined, after: undefined, ...changes }));
  const tasks = names.includes(query.task ?? ALL) || query.task === undefined ? names : [query.task, ...names];
  return (
    <div className="sticky top-0 z-1 flex flex-wrap items-center gap-x-3 gap-y-2 bg-surface px-6 py-3 max-wide:static max-wide:px-4">
      <nav aria-label={t('levels')} className="flex flex-wrap gap-2">
        {LOG_LEVELS.map((level) => (
          <ChipLink key={level} pressed={level === query.level} href={to({ level })}>
            {t(`level.${level}`)}
          </ChipLink>
        ))}
      </nav>
      <LogSearch key={query.text} text={query.text} onSearch={(text) => router.push(to({ text }), { scroll: false })} />
      <Combobox
        label={t('task')}
        controlSize="sm"
        className="wide:w-56"
        value={query.task ?? ALL}
        choices={[{ value: ALL, label: t('allTasks') }, ...tasks.map((name) => ({ value: name, label: name }))]}
        onValueChange={(task) => router.push(to({ task: task === ALL ? undefined : task }), { scroll: false })}
      />
      <span className="ml-auto flex items-center gap-3">
        {follow && (
          <Switch label={t('follow')} checked={follow.on} onChange={(event) => follow.onChange(event.target.checked)} />
        )}
        <ButtonLink
          size="sm"
          href={attemptLogTextPath(id, attemptLogQueryString({ ...WHOLE_LOG, task: query.task }))}
          download=""
          icon={<Download aria-hidden />}
        >
          {t('download')}
        </ButtonLink>
      </span>
    </div>
  );
}

function LogSearch({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const t = useTranslations('workflow-attempts.log');
  const [words, setWords] = useState(text);
  return (
    <search>
      <form
        className="w-56"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(words.trim());
        }}
      >
        <SearchInput
          label={t('search')}
          placeholder={t('searchExample')}
          controlSize="sm"
          value={words}
          onValueChange={(value) => {
            setWords(value);
            if (value === '' && text !== '') onSearch('');
          }}
        />
      </form>
    </search>
  );
}
