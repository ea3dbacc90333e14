'use client';

import { Ban, CalendarClock } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { QUERY_ENGINES, type QueryEngine } from '#lib/core/query.ts';
import type { QueryChoice } from '#lib/core/saved-query.ts';
import type { Schedule } from '#lib/core/schedule.ts';
import { cronWords } from '#lib/messages/cron-words.ts';
import { RunStatus } from './run-status.tsx';
import type { Run } from './use-run.ts';

export interface EditorBarProps {
  databases: readonly string[];
  query: QueryChoice;
  schedule: Schedule | null;
  run: Run;
  onChange: (part: Partial<QueryChoice>) => void;
  onSchedule: () => void;
}

/** What the query runs on, when it does so by itself, and how the last run went. */
export function EditorBar({ databases, query, schedule, run, onChange, onSchedule }: EditorBarProps) {
  const t = useTranslations('workbench.editor');
  const { database, engine } = query;
  const known = database === '' || databases.includes(database) ? databases : [...databases, database];
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-2 border-border border-t px-6 py-2 max-wide:px-4">
      <Labelled label={t('database')}>
        <Select
          label={t('database')}
          controlSize="sm"
          className="wide:w-44!"
          choices={known.map((name) => ({ value: name, label: name }))}
          value={database || null}
          onValueChange={(next) => onChange({ database: next })}
        />
      </Labelled>
      <Labelled label={t('engine')}>
        <Select
          label={t('engine')}
          controlSize="sm"
          className="wide:w-56!"
          choices={QUERY_ENGINES.map((name) => ({ value: name, label: t(`engines.${name}`) }))}
          value={engine}
          onValueChange={(next) => onChange({ engine: next as QueryEngine })}
        />
      </Labelled>
      <Button
        variant="quiet"
        size="sm"
        icon={<CalendarClock aria-hidden />}
        onClick={onSchedule}
        aria-haspopup="dialog"
      >
        <ScheduleText schedule={schedule} />
      </Button>
      <div className="ml-auto flex flex-wrap items-center gap-3 max-wide:ml-0">
        {run.isUnderWay && (
          <Button size="sm" variant="danger" icon={<Ban aria-hidden />} busy={run.isKilling} onClick={run.kill}>
            {t('kill')}
          </Button>
        )}
        <RunStatus job={run.job} />
      </div>
    </div>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-2 max-wide:w-full">
      <span aria-hidden className="text-text-muted text-xs max-wide:w-20">
        {label}
      </span>
      {children}
    </div>
  );
}

function ScheduleText({ schedule }: { schedule: Schedule | null }) {
  const t = useTranslations('workbench.editor');
  const locale = useLocale();
  if (schedule === null) return t('scheduleNone');
  const { cron, timeZone, isPaused } = schedule;
  return t(isPaused ? 'schedulePaused' : 'schedule', { words: cronWords(cron, locale), zone: timeZone });
}
