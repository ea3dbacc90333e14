'use client';

import { useTranslations } from 'next-intl';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { latestStart, MAX_MONTHS_AHEAD } from '#lib/core/schedule/schedule-limits.ts';
import type { RepeatValues } from './repeat-values.ts';
import { useNow } from './use-now.ts';

export interface StartFieldProps {
  values: Pick<RepeatValues, 'startDate' | 'startTime'>;
  onChange: (next: Partial<RepeatValues>) => void;
  error?: string | undefined;
}

/** The date and time at which a schedule begins: its only run, the first repeat, or the earliest time of a cron. */
export function StartField({ values: { startDate, startTime }, onChange, error }: StartFieldProps) {
  const t = useTranslations('schedules.repeat');
  const now = useNow();
  return (
    <fieldset className="grid min-w-0 content-start gap-1.5">
      <legend className="pb-1.5 font-semibold text-sm">{t('start')}</legend>
      <div className="flex gap-2">
        <TextInput
          type="date"
          aria-label={t('startDate')}
          aria-invalid={error !== undefined}
          max={now === undefined ? undefined : latestStart(now).slice(0, 10)}
          value={startDate}
          onChange={({ target }) => onChange({ startDate: target.value })}
        />
        <TextInput
          tabularDigits
          autoComplete="off"
          placeholder="05:00"
          aria-label={t('startTime')}
          aria-invalid={error !== undefined}
          className="w-24! flex-none"
          value={startTime}
          onChange={({ target }) => onChange({ startTime: target.value })}
        />
      </div>
      {error && <FieldError>{error}</FieldError>}
      <Help>{t('startHelp', { months: MAX_MONTHS_AHEAD })}</Help>
    </fieldset>
  );
}
