'use client';

import { useTranslations } from 'next-intl';
import { RepeatFields } from '#components/schedule/repeat-fields.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { type Rhythm, withRhythm } from './schedule-values.ts';
import type { ScheduleStepState } from './use-schedule-step.ts';

/** Whether the activation repeats, and how often; without repeats, it runs manually or once. */
export function RhythmField(step: ScheduleStepState) {
  const t = useTranslations('schedules.repeat');
  const { values, change, errorAt } = step;
  const { rhythm } = values;
  const isRepeated = rhythm === 'repeat' || rhythm === 'cron';
  const shown = isRepeated ? rhythm : 'none';
  const options: { value: Rhythm; label: string }[] = [
    { value: 'none', label: t('none') },
    { value: 'repeat', label: t('every') },
    ...(rhythm === 'cron' ? [{ value: 'cron' as const, label: t('cron') }] : []),
  ];
  const help = helpOf(step);
  return (
    <>
      <div className="grid justify-items-start gap-1.5">
        <span aria-hidden className="font-semibold text-sm">
          {t('label')}
        </span>
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            label={t('label')}
            options={options}
            value={shown}
            onValueChange={(next) => change(withRhythm(values, next))}
          />
          {rhythm === 'repeat' && (
            <RepeatFields values={values} onChange={change} invalid={errorAt('every') !== undefined} />
          )}
        </div>
        {errorAt('every') && <FieldError>{errorAt('every')}</FieldError>}
        {help && <Help>{t(help.code, { day: help.day })}</Help>}
      </div>
      {!isRepeated && <OnceField {...step} />}
    </>
  );
}

/** Explains what is not obvious about a repeat. */
function helpOf({ values: { rhythm, unit, startDate } }: ScheduleStepState) {
  const day = Number(startDate.slice(8));
  if (rhythm !== 'repeat') return undefined;
  if (unit === 'month' && day > 28) return { code: 'monthEnd', day } as const;
  return unit === 'hour' || unit === 'minute' ? ({ code: 'elapsed', day } as const) : undefined;
}

function OnceField({ values, change }: ScheduleStepState) {
  const t = useTranslations('schedules.activation');
  const { rhythm } = values;
  return (
    <div className="grid justify-items-start gap-1.5">
      <span aria-hidden className="font-semibold text-sm">
        {t('run')}
      </span>
      <Segmented
        label={t('run')}
        options={[
          { value: 'none', label: t('onRequest') },
          { value: 'once', label: t('once') },
        ]}
        value={rhythm === 'once' ? 'once' : 'none'}
        onValueChange={(next) => change(withRhythm(values, next))}
      />
      {rhythm === 'none' && <Help>{t('onRequestHelp')}</Help>}
    </div>
  );
}
