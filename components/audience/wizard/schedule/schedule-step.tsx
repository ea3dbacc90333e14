'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { StepColumns } from '#components/layout/step-columns.tsx';
import { settingsPath } from '#components/paths.ts';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { linkTo } from '#components/ui/text/prose.tsx';
import { isCron, timeZones } from '#lib/core/schedule/timetable.ts';
import { cronWords } from '#lib/messages/schedule-words.ts';
import { RHYTHMS, type ScheduleDraft } from '../draft/schedule-draft.ts';
import { useWizardForm } from '../wizard-context.ts';
import { WizardSummary } from './wizard-summary.tsx';

export interface ScheduleStepProps {
  isNew: boolean;
  /** How long the build in use took. */
  buildMs: number | null;
}

export function ScheduleStep({ isNew, buildMs }: ScheduleStepProps) {
  const t = useTranslations('parent-segments.wizard.schedule');
  const { draft, change } = useWizardForm();
  const { schedule } = draft;
  const changeSchedule = (next: Partial<ScheduleDraft>) => change({ schedule: { ...schedule, ...next } });
  return (
    <StepColumns aside={<WizardSummary />}>
      <header>
        <h2 className="text-lg">{t('title')}</h2>
        <p className="text-text-muted text-xs">{t('lead')}</p>
      </header>
      <div className="grid justify-items-start gap-1.5">
        <span aria-hidden className="font-semibold text-sm">
          {t('build')}
        </span>
        <Segmented
          label={t('build')}
          options={RHYTHMS.map((value) => ({ value, label: t(`rhythms.${value}`) }))}
          value={schedule.rhythm}
          onValueChange={(rhythm) => changeSchedule({ rhythm })}
        />
      </div>
      <TimeFields schedule={schedule} onChange={changeSchedule} />
      <hr className="border-border" />
      <Switch
        label={t(isNew ? 'buildOnce' : 'buildOnSave')}
        help={
          <>
            {t(isNew ? 'buildOnceHelp' : 'buildOnSaveHelp')}{' '}
            {buildMs !== null && t.rich('lastBuild', { time: () => <Duration ms={buildMs} /> })}
          </>
        }
        checked={draft.buildsNow}
        onChange={({ target }) => change({ buildsNow: target.checked })}
      />
      <hr className="border-border" />
      <section className="grid gap-1">
        <h3 className="font-semibold text-sm">{t('failure')}</h3>
        <Help>{t.rich('failureText', { link: linkTo(settingsPath('notifications')) })}</Help>
      </section>
    </StepColumns>
  );
}

interface TimeFieldsProps {
  schedule: ScheduleDraft;
  onChange: (next: Partial<ScheduleDraft>) => void;
}

function TimeFields({ schedule, onChange }: TimeFieldsProps) {
  const t = useTranslations('parent-segments.wizard.schedule');
  const { errorAt } = useWizardForm();
  const { rhythm, timeZone } = schedule;
  const zones = useMemo(() => timeZones().map((value) => ({ value, label: value })), []);
  return (
    <div className="grid wide:grid-cols-2 gap-4">
      {rhythm === 'weekly' && <WeekdayField schedule={schedule} onChange={onChange} />}
      {(rhythm === 'daily' || rhythm === 'weekly') && (
        <Field label={t('at')} error={errorAt('schedule.cron') && t('timeMalformed')}>
          <TextInput
            tabularDigits
            autoComplete="off"
            placeholder="03:00"
            value={schedule.time}
            onChange={({ target }) => onChange({ time: target.value })}
          />
        </Field>
      )}
      {rhythm === 'cron' && <CronField schedule={schedule} onChange={onChange} />}
      <Field label={t('timeZone')} error={errorAt('timeZone')} help={t('timeZoneHelp')}>
        <Combobox
          choices={zones}
          value={timeZone}
          label={t('timeZone')}
          searchPlaceholder={t('searchZone')}
          onValueChange={(next) => onChange({ timeZone: next })}
        />
      </Field>
    </div>
  );
}

/** 4 January 1970 was a Sunday. */
const SUNDAY = Date.UTC(1970, 0, 4);
const DAY_MS = 24 * 60 * 60 * 1000;
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];

function WeekdayField({ schedule, onChange }: TimeFieldsProps) {
  const t = useTranslations('parent-segments.wizard.schedule');
  const locale = useLocale();
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const days = MONDAY_FIRST.map((day) => ({ value: String(day), label: names.format(SUNDAY + day * DAY_MS) }));
  return (
    <Field label={t('weekday')}>
      <Select
        choices={days}
        value={String(schedule.weekday)}
        onValueChange={(day) => onChange({ weekday: Number(day) })}
      />
    </Field>
  );
}

function CronField({ schedule: { cron }, onChange }: TimeFieldsProps) {
  const t = useTranslations('parent-segments.wizard.schedule');
  const locale = useLocale();
  const { errorAt } = useWizardForm();
  return (
    <Field
      label={t('cron')}
      error={errorAt('schedule.cron')}
      help={isCron(cron) ? cronWords(cron, locale) : t('cronHelp')}
    >
      <TextInput
        tabularDigits
        autoComplete="off"
        spellCheck={false}
        value={cron}
        onChange={({ target }) => onChange({ cron: target.value })}
      />
    </Field>
  );
}
