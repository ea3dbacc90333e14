import { useTranslations } from 'next-intl';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { NumericSettingKey, SettingBounds } from '#lib/core/settings/numeric-settings.ts';
import { SettingRow } from './setting-row.tsx';
import type { NumericSettingsFormState } from './use-numeric-settings-form.ts';

export interface SettingFieldProps {
  name: NumericSettingKey;
  bounds: SettingBounds;
  form: NumericSettingsFormState;
}

/** A numeric setting, with its range and default. */
export function SettingField({ name, bounds, form: { control, register } }: SettingFieldProps) {
  const t = useTranslations('settings');
  return (
    <SettingRow name={name} control={control} note={t('range', { ...bounds })}>
      <TextInput tabularDigits inputMode="numeric" autoComplete="off" className="wide:max-w-40" {...register(name)} />
    </SettingRow>
  );
}
