'use client';

import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { ChipLink } from '#components/ui/surfaces/chip.tsx';
import { LOG_LEVELS, type LogQuery } from '#lib/core/view/log-query.ts';

export interface LogBarProps {
  query: LogQuery;
  /** The address of the log with another level or search. */
  hrefWith: (changes: Partial<LogQuery>) => string;
  /** The address of the log as text. */
  textPath: string;
  texts: { readonly warnings: string; readonly searchExample: string };
  /** A filter besides level and search. */
  filter: ReactNode;
  /** Undefined if the page will not grow. */
  follow: { on: boolean; onChange: (on: boolean) => void } | undefined;
}

/** Level filter, search, follow switch and download of a log. */
export function LogBar({ query, hrefWith, textPath, texts, filter, follow }: LogBarProps) {
  const t = useTranslations('shell.log');
  const router = useRouter();
  return (
    <div className="sticky top-0 z-1 flex flex-wrap items-center gap-x-3 gap-y-2 bg-surface px-6 py-3 max-wide:static max-wide:px-4">
      <nav aria-label={t('levels')} className="flex flex-wrap gap-2">
        {LOG_LEVELS.map((level) => (
          <ChipLink key={level} pressed={level === query.level} href={hrefWith({ level })}>
            {level === 'warn' ? texts.warnings : t(`level.${level}`)}
          </ChipLink>
        ))}
      </nav>
      <LogSearch
        key={query.text}
        text={query.text}
        example={texts.searchExample}
        onSearch={(text) => router.push(hrefWith({ text }), { scroll: false })}
      />
      {filter}
      <span className="ml-auto flex items-center gap-3">
        {follow && (
          <Switch label={t('follow')} checked={follow.on} onChange={(event) => follow.onChange(event.target.checked)} />
        )}
        <ButtonLink size="sm" href={textPath} download="" icon={<Download aria-hidden />}>
          {t('download')}
        </ButtonLink>
      </span>
    </div>
  );
}

interface LogSearchProps {
  text: string;
  example: string;
  onSearch: (text: string) => void;
}

function LogSearch({ text, example, onSearch }: LogSearchProps) {
  const t = useTranslations('shell.log');
  const [entered, setEntered] = useState(text);
  return (
    <search>
      <form
        className="w-56"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(entered.trim());
        }}
      >
        <SearchInput
          label={t('search')}
          placeholder={example}
          controlSize="sm"
          value={entered}
          onValueChange={(value) => {
            setEntered(value);
            if (value === '' && text !== '') onSearch('');
          }}
        />
      </form>
    </search>
  );
}
