import { useTranslations } from 'next-intl';
import type { UseFormReturn } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { Select } from '#components/ui/forms/select.tsx';
import { INITIAL_MAIL, SMTP_PORTS, SMTP_SECURITIES, type SmtpSecurity } from '#lib/core/settings/mail-settings.ts';
import { SettingRow } from '../setting-row.tsx';
import type { MailValues } from './mail-values.ts';

/** The encryption of the mail connection. Changing it also sets its default port, unless a custom one was entered. */
export function SecuritySetting<Output extends object>({ form }: { form: UseFormReturn<MailValues, unknown, Output> }) {
  const t = useTranslations('settings');
  const { control, setValue, getValues } = form;
  const current = useWatch({ control, name: 'smtp_security' }) as SmtpSecurity;
  const choose = (security: SmtpSecurity) => {
    if (String(getValues('smtp_port')) === String(SMTP_PORTS[current])) {
      setValue('smtp_port', SMTP_PORTS[security], { shouldDirty: true });
    }
    setValue('smtp_security', security, { shouldDirty: true, shouldValidate: true });
  };
  const defaultNote = t('default', { value: t(`securities.${INITIAL_MAIL.smtp_security}`) });
  const choices = SMTP_SECURITIES.map((value) => ({
    value,
    label: t(`securities.${value}`),
    help: t(`securityHelp.${value}`),
  }));
  return (
    <SettingRow name="smtp_security" control={control} note={defaultNote} help={t(`securityHelp.${current}`)}>
      <Select choices={choices} value={current} onValueChange={(value) => choose(value as SmtpSecurity)} />
    </SettingRow>
  );
}
