'use client';

import { Tabs } from '@base-ui/react/tabs';
import { Braces, Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { resultFilePath } from '#components/paths.ts';
import { useResult } from '#components/results/use-result.ts';
import { DownloadLink } from '#components/ui/buttons/download-link.tsx';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { useExtraWide } from '#components/ui/hooks/use-wide.ts';
import { TAB } from '#components/ui/navigation/tab-style.ts';
import { Num } from '#components/ui/text/num.tsx';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { CompatibilityList } from '../sql/compatibility-list.tsx';
import { useFindings } from '../sql/findings.ts';
import type { useCompatibility } from '../sql/use-compatibility.ts';
import { RunLog } from './run-log.tsx';
import { RunResult } from './run-result.tsx';
import type { Run } from './use-run.ts';

export interface ResultsPaneProps {
  query: QueryChoice;
  fields: readonly FieldSpec[];
  check: ReturnType<typeof useCompatibility>;
  run: Run;
  onChange: (sql: string) => void;
}

type View = 'results' | 'log' | 'compatibility';

/** The results and the log of a run, and the query's compatibility with the export. */
export function ResultsPane({ query, fields, check, run, onChange }: ResultsPaneProps) {
  const t = useTranslations('workbench.results');
  const isExtraWide = useExtraWide();
  const [selectedView, setView] = useState<View>('results');
  /** Undefined until the person shows or hides personal values. */
  const [isPersonalShown, setPersonalShown] = useState<boolean>();
  const result = useResult(run.job, isPersonalShown ?? false);
  // The tools stay while masked or personal values are fetched, because the toggle among them has the focus, and can
  // hide the values again if fetching fails.
  const hasTools = result.data
    ? result.data.records.length > 0
    : isPersonalShown !== undefined && run.job?.uploadId != null;
  const findings = useFindings(check.data, fields, query.sql);
  const attentionCount = findings.filter(({ tone }) => tone === 'error' || tone === 'warning').length;
  const view = isExtraWide && selectedView === 'compatibility' ? 'results' : selectedView;
  // Shows the results when a run starts.
  const { isStarting } = run;
  useEffect(() => {
    if (isStarting) setView('results');
  }, [isStarting]);
  const compatibilityList = <CompatibilityList check={check} findings={findings} sql={query.sql} onChange={onChange} />;
  const attentionBadge = attentionCount > 0 && (
    <span className="rounded-full bg-warning-bg px-1.5 font-semibold text-2xs text-warning">
      <Num value={attentionCount} />
      <span className="sr-only"> {t('attention', { count: attentionCount })}</span>
    </span>
  );
  return (
    <div className="grid min-h-0 min-w-0 border-border border-t xl:grid-cols-[minmax(0,1fr)_21rem]">
      <Tabs.Root value={view} onValueChange={(next) => setView(next as View)} className="flex min-h-0 min-w-0 flex-col">
        <div className="flex flex-none flex-wrap items-center justify-between gap-x-4 border-border border-b px-4">
          <Tabs.List aria-label={t('views')} className="flex gap-5">
            <Tabs.Tab value="results" className={TAB}>
              {t('results')}
              {result.data && (
                <span className="font-normal text-text-muted text-xs">
                  {t('shown', { shown: result.data.records.length, total: result.data.total })}
                </span>
              )}
            </Tabs.Tab>
            <Tabs.Tab value="log" className={TAB}>
              {t('log')}
            </Tabs.Tab>
            {!isExtraWide && (
              <Tabs.Tab value="compatibility" className={TAB}>
                {t('compatibility')}
                {attentionBadge}
              </Tabs.Tab>
            )}
          </Tabs.List>
          {view === 'results' && run.job && hasTools && (
            <span className="flex flex-wrap items-center gap-4 max-wide:py-1 [&_a]:inline-flex [&_a]:min-h-target [&_a]:items-center [&_a]:gap-1.5 [&_a]:text-sm [&_svg]:size-4">
              <PersonalToggle isShown={isPersonalShown ?? false} onChange={setPersonalShown} />
              <DownloadLink href={resultFilePath(run.job.id, 'csv')} label={t('downloadCsv')}>
                <Download aria-hidden />
                CSV
              </DownloadLink>
              <DownloadLink href={resultFilePath(run.job.id, 'json')} label={t('downloadJson')}>
                <Braces aria-hidden />
                JSON
              </DownloadLink>
            </span>
          )}
        </div>
        <Tabs.Panel
          value="results"
          tabIndex={-1}
          className="min-h-0 flex-1 outline-none max-wide:h-96 max-wide:flex-none"
        >
          <RunResult run={run} result={result} fit={check.data?.fit} />
        </Tabs.Panel>
        <Tabs.Panel value="log" className="min-h-0 flex-1 overflow-auto py-3">
          <RunLog job={run.job} />
        </Tabs.Panel>
        <Tabs.Panel value="compatibility" className="min-h-0 flex-1 overflow-auto">
          {compatibilityList}
        </Tabs.Panel>
      </Tabs.Root>
      {isExtraWide && (
        <section
          aria-labelledby="compatibility"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
          tabIndex={0}
          className="flex min-h-0 flex-col overflow-auto border-border border-l"
        >
          <h2
            id="compatibility"
            className="sticky top-0 z-1 flex min-h-10 flex-none items-center gap-2 border-border border-b bg-surface px-4 font-semibold text-base tracking-normal"
          >
            {t('compatibility')}
            {attentionBadge}
          </h2>
          {compatibilityList}
        </section>
      )}
    </div>
  );
}
