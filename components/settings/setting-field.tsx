import { useTranslations } from 'next-intl';
import { type UseFormReturn, useFormState } from 'react-hook-form';
import { Field } from '#components/ui/field.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { SettingBounds, SettingKey } from '#lib/core/settings.ts';
import type { SettingsValues } from './use-settings-form.ts';

export interface SettingFieldProps {
  name: SettingKey;
  bounds: SettingBounds;
  form: Pick<UseFormReturn<SettingsValues>, 'control' | 'register'>;
}

/** A number with its unit, how far it may go, and in a sentence what it does. */
export function SettingField({ name, bounds, form }: SettingFieldProps) {
  const t = useTranslations('settings');
  const help = useTranslations('setting-help');
  const errors = useTranslations('errors');
  const { errors: found } = useFormState({ control: form.control, name });
  const message = found[name] && errors('number_out_of_range', { field: t(`fields.${name}`), ...bounds });
  return (
    <Field
      label={t(`fields.${name}`)}
      note={t('range', { ...bounds })}
      help={help(name)}
      error={message}
      className="wide:max-w-140"
    >
      <TextInput mono inputMode="numeric" autoComplete="off" className="wide:max-w-40" {...form.register(name)} />
    </Field>
  );
}
