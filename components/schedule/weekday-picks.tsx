'use client';

import { useLocale, useTranslations } from 'next-intl';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { weekdayText } from '#lib/messages/schedule-words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export interface WeekdayPicksProps {
  /** 1 is Monday, 7 is Sunday. */
  value: readonly number[];
  onChange: (weekdays: readonly number[]) => void;
  error?: string | undefined;
}

export function WeekdayPicks({ value, onChange, error }: WeekdayPicksProps) {
  const t = useTranslations('schedules.repeat');
  const locale = useLocale();
  const toggle = (day: number) =>
    onChange(value.includes(day) ? value.filter((each) => each !== day) : [...value, day].sort((a, b) => a - b));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1.5 font-semibold text-sm">{t('on')}</legend>
      <div className="flex flex-wrap gap-1.5">
        {WEEKDAYS.map((day) => (
          <Chip key={day} pressed={value.includes(day)} onClick={() => toggle(day)}>
            {weekdayText(day, locale, 'short')}
          </Chip>
        ))}
      </div>
      {error && <FieldError>{error}</FieldError>}
      {value.length === 0 && <Help>{t('onStart')}</Help>}
    </fieldset>
  );
}
