'use client';

import { useLocale, useTranslations } from 'next-intl';
import { MissedSelect, OverlapSelect } from '#components/schedule/policy-selects.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
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
        <MissedSelect value={missed} onChange={(policy) => change({ missed: policy })} />
      </Field>
      <Field label={t('fields.overlap')} help={t('overlapHelp')}>
        <OverlapSelect value={overlap} onChange={(policy) => change({ overlap: policy })} />
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
