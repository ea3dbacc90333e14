'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import {
  MISSED_POLICIES,
  type MissedPolicy,
  OVERLAP_POLICIES,
  type OverlapPolicy,
} from '#lib/core/schedule/schedule.ts';
import { isCron } from '#lib/core/schedule/timetable.ts';
import { cronWords } from '#lib/messages/schedule-words.ts';
import { withRhythm } from './schedule-values.ts';
import type { ScheduleStepState } from './use-schedule-step.ts';

/** A cron expression instead of a repeat, a delay, and what happens to missed and overlapping runs. */
export function AdvancedFields(step: ScheduleStepState) {
  const t = useTranslations('schedules');
  const { values, change, errorAt } = step;
  const { rhythm } = values;
  return (
    <div className="grid gap-5">
      <Switch
        label={t('activation.useCron')}
        help={t('activation.useCronHelp')}
        checked={rhythm === 'cron'}
        onChange={({ target }) => change(withRhythm(values, target.checked ? 'cron' : 'repeat'))}
      />
      {rhythm === 'cron' && <CronField cron={values.cron} change={change} error={errorAt('cron')} />}
      {rhythm !== 'none' && <RunFields {...step} />}
    </div>
  );
}

function RunFields({ values, change, errorAt }: ScheduleStepState) {
  const t = useTranslations('schedules');
  const { delaySeconds, missed, overlap } = values;
  return (
    <>
      <Field label={t('fields.delaySeconds')} help={t('activation.delayHelp')} error={errorAt('delaySeconds')}>
        <TextInput
          tabularDigits
          inputMode="numeric"
          className="wide:max-w-40"
          value={delaySeconds}
          onChange={({ target }) => change({ delaySeconds: target.value })}
        />
      </Field>
      <Field label={t('fields.missed')} help={t('missedHelp')}>
        <Select
          choices={MISSED_POLICIES.map((value) => ({ value, label: t(`missed.${value}`) }))}
          value={missed}
          onValueChange={(next) => change({ missed: next as MissedPolicy })}
        />
      </Field>
      <Field label={t('fields.overlap')} help={t('overlapHelp')}>
        <Select
          choices={OVERLAP_POLICIES.map((value) => ({ value, label: t(`overlap.${value}`) }))}
          value={overlap}
          onValueChange={(next) => change({ overlap: next as OverlapPolicy })}
        />
      </Field>
    </>
  );
}

interface CronFieldProps {
  cron: string;
  change: ScheduleStepState['change'];
  error: string | undefined;
}

function CronField({ cron, change, error }: CronFieldProps) {
  const t = useTranslations('schedules');
  const locale = useLocale();
  return (
    <Field label={t('fields.cron')} error={error} help={isCron(cron) ? cronWords(cron, locale) : t('cronHelp')}>
      <TextInput
        tabularDigits
        autoComplete="off"
        spellCheck={false}
        value={cron}
        onChange={({ target }) => change({ cron: target.value })}
      />
    </Field>
  );
}
