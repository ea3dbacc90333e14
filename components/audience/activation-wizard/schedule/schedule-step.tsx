'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { StepColumns } from '#components/layout/step-columns.tsx';
import { EndField } from '#components/schedule/end-field.tsx';
import { StartField } from '#components/schedule/start-field.tsx';
import { TimeZoneField } from '#components/schedule/time-zone-field.tsx';
import { WeekdayPicks } from '#components/schedule/weekday-picks.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { Disclosure } from '#components/ui/surfaces/disclosure.tsx';
import type { ActivationForm } from '../form/activation-values.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import type { ParentSegmentSchedule } from './build-relation.tsx';
import { MailFields } from './mail-fields.tsx';
import { PlannedRunsCard } from './planned-runs-card.tsx';
import { RhythmField } from './rhythm-field.tsx';
import { useScheduleStep } from './use-schedule-step.ts';

export interface ScheduleStepProps {
  form: ActivationForm;
  parentSegment: ParentSegmentSchedule;
  /** Below the next runs: warnings, and what the activation sends where. */
  summary: ReactNode;
}

/** When the activation runs, and who is notified. */
export function ScheduleStep({ form, parentSegment, summary }: ScheduleStepProps) {
  const t = useTranslations('schedules.activation');
  const step = useScheduleStep(form);
  const { values, change, errorAt } = step;
  const { rhythm } = values;
  const [hadCron] = useState(rhythm === 'cron');
  const hasError = errorAt('cron') !== undefined || errorAt('delaySeconds') !== undefined;
  return (
    <StepColumns
      aside={
        <Card well className="grid gap-5 px-6 py-5 max-wide:px-4">
          <PlannedRunsCard values={values} parentSegment={parentSegment} />
          <div className="border-border border-t pt-5">{summary}</div>
        </Card>
      }
    >
      <RhythmField {...step} />
      {rhythm === 'repeat' && values.unit === 'week' && (
        <WeekdayPicks
          value={values.weekdays}
          onChange={(weekdays) => change({ weekdays })}
          error={errorAt('weekdays')}
        />
      )}
      {rhythm !== 'none' && (
        <div className="grid wide:grid-cols-2 gap-x-4 gap-y-5">
          <StartField values={values} onChange={change} error={errorAt('startDate')} />
          <TimeZoneField
            value={values.timeZone}
            onChange={(timeZone) => change({ timeZone })}
            error={errorAt('timeZone')}
          />
        </div>
      )}
      {(rhythm === 'repeat' || rhythm === 'cron') && (
        <EndField values={values} onChange={change} error={errorAt('endOn')} />
      )}
      <Disclosure label={t('more')} open={hadCron || hasError}>
        <AdvancedFields {...step} />
      </Disclosure>
      <hr className="border-border" />
      <MailFields {...step} />
    </StepColumns>
  );
}
