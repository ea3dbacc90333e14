'use client';

import { useTranslations } from 'next-intl';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { latestEnd, MAX_MONTHS_AHEAD } from '#lib/core/schedule/schedule-limits.ts';
import { type RepeatValues, startOf } from './repeat-values.ts';
import { useNow } from './use-now.ts';

export interface EndFieldProps {
  values: RepeatValues;
  onChange: (next: Partial<RepeatValues>) => void;
  error?: string | undefined;
}

/** The last day of a schedule, or none. */
export function EndField({ values, onChange, error }: EndFieldProps) {
  const t = useTranslations('schedules.repeat');
  const now = useNow();
  const { startDate, endOn } = values;
  const firstDay = startDate ? startOf({ startDate, startTime: '00:00' }) : null;
  const latestDay = now === undefined ? undefined : latestEnd(firstDay, now);
  return (
    <div className="grid justify-items-start gap-1.5">
      <span aria-hidden className="font-semibold text-sm">
        {t('end')}
      </span>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t('end')}
          options={[
            { value: 'none', label: t('noEnd') },
            { value: 'date', label: t('onDate') },
          ]}
          value={endOn === null ? 'none' : 'date'}
          onValueChange={(next) => onChange({ endOn: next === 'none' ? null : (latestDay ?? '') })}
        />
        {endOn !== null && (
          <TextInput
            type="date"
            aria-label={t('endDate')}
            aria-invalid={error !== undefined}
            className="w-44!"
            min={startDate || undefined}
            max={latestDay}
            value={endOn}
            onChange={({ target }) => onChange({ endOn: target.value })}
          />
        )}
      </div>
      {error && <FieldError>{error}</FieldError>}
      {endOn !== null && <Help>{t('endHelp', { months: MAX_MONTHS_AHEAD })}</Help>}
    </div>
  );
}
