import { useTranslations } from 'next-intl';
import type { UseFormReturn } from 'react-hook-form';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { SettingRow } from '../setting-row.tsx';
import type { MailValues } from './mail-values.ts';

export interface PasswordSettingProps<Output extends object> {
  form: UseFormReturn<MailValues, unknown, Output>;
  since: number | undefined;
}

/** The field for a new password. It never shows the stored one, only whether there is one. */
export function PasswordSetting<Output extends object>({ form, since }: PasswordSettingProps<Output>) {
  const t = useTranslations('settings.password');
  const { control, register } = form;
  const note = since === undefined ? t('unset') : t.rich('set', { date: () => <Time value={since} shape="date" /> });
  return (
    <SettingRow name="smtp_password" control={control} note={note} help={t('help')}>
      <PasswordInput autoComplete="new-password" {...register('smtp_password')} />
    </SettingRow>
  );
}
