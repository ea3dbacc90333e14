'use client';

import { Ban, CalendarClock } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FormAccess } from '#components/access/form-access.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { QUERY_ENGINES, type QueryEngine } from '#lib/core/job/query.ts';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';
import type { EditorStart } from './editor-start.ts';
import { RunStatus } from './run/run-status.tsx';
import type { Run } from './run/use-run.ts';
import type { Databases } from './sql/use-databases.ts';

export interface EditorBarProps {
  start: EditorStart;
  databases: Databases;
  query: QueryChoice;
  schedule: Schedule | null;
  run: Run;
  onChange: (part: Partial<QueryChoice>) => void;
  onSchedule: () => void;
}

/** Database, engine and schedule of the query, and the state of the last run. */
export function EditorBar({ start, databases, query, schedule, run, onChange, onSchedule }: EditorBarProps) {
  const t = useTranslations('workbench.editor');
  const { database, engine } = query;
  const engines = QUERY_ENGINES.map((name) =>
    name === 'trino' && !start.hasTrino
      ? { value: name, label: t('trinoOff'), help: t('trinoOffHelp'), disabled: true }
      : { value: name, label: t(`engines.${name}`) },
  );
  const { names, isLoading } = databases;
  const offered = database === '' || names.includes(database) ? names : [...names, database];
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-2 border-border border-t px-6 py-2 max-wide:px-4">
      <FormAccess needs="queries.write">
        <Labeled label={t('database')}>
          <Select
            label={t('database')}
            controlSize="sm"
            className="wide:w-44!"
            choices={offered.map((name) => ({ value: name, label: name }))}
            value={database || null}
            placeholder={isLoading ? t('loadingSchemas') : undefined}
            onValueChange={(next) => onChange({ database: next })}
          />
        </Labeled>
        <Labeled label={t('engine')}>
          <Select
            label={t('engine')}
            controlSize="sm"
            className="wide:w-56!"
            choices={engines}
            value={engine}
            onValueChange={(next) => next !== engine && onChange(withEngine(next as QueryEngine, start))}
          />
        </Labeled>
      </FormAccess>
      <Button
        needs="schedules.write"
        variant="quiet"
        size="sm"
        icon={<CalendarClock aria-hidden />}
        onClick={onSchedule}
        aria-haspopup="dialog"
      >
        <ScheduleText schedule={schedule} />
      </Button>
      <div className="ml-auto flex flex-wrap items-center gap-3 max-wide:ml-0">
        {run.isRunning && (
          <Button
            needs="jobs.control"
            size="sm"
            variant="danger"
            icon={<Ban aria-hidden />}
            busy={run.isKilling}
            onClick={run.kill}
          >
            {t('kill')}
          </Button>
        )}
        <RunStatus job={run.job} />
      </div>
    </div>
  );
}

/** Chooses an engine, and its first known database if there is one, because each engine has its own databases. */
function withEngine(engine: QueryEngine, { databases: [first = ''] }: EditorStart): Partial<QueryChoice> {
  return { engine, database: engine === 'duckdb' ? first : '' };
}

function Labeled({ label, children }: { label: string; children: ReactNode }) {
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
  const { timeZone, isPaused } = schedule;
  return t(isPaused ? 'schedulePaused' : 'schedule', { words: scheduleWords(schedule, locale), zone: timeZone });
}
