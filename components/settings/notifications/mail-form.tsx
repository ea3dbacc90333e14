'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import type { SendResult } from '#lib/core/notification/notification.ts';
import { INITIAL_MAIL, type MailSettings, mailInput } from '#lib/core/settings/mail-settings.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { SaveButton } from '../save-button.tsx';
import { SettingRow } from '../setting-row.tsx';
import { SettingsSheet } from '../settings-sheet.tsx';
import { changedIn, useSave } from '../use-save.ts';
import type { MailValues } from './mail-values.ts';
import { PasswordSetting } from './password-setting.tsx';
import { SecuritySetting } from './security-setting.tsx';
import { TestMail } from './test-mail.tsx';

type ValidSettings = z.output<typeof mailInput>;

/** The form never shows the stored password. */
const NO_PASSWORD = { smtp_password: '' } as const;

export interface MailFormProps {
  current: MailSettings;
  /** When the password was set; undefined if there is none. */
  passwordSince: number | undefined;
  /** The default recipient of a test mail. */
  testTo: string;
  save: (changed: Partial<ValidSettings>) => Promise<ActionResult<void>>;
  test: (input: unknown) => Promise<ActionResult<SendResult>>;
}

export function MailForm({ current, passwordSince, testTo, save, test }: MailFormProps) {
  const t = useTranslations('settings');
  const formId = useId();
  const form = useForm<MailValues, unknown, ValidSettings>({
    resolver: useFormResolver(mailInput),
    mode: 'onTouched',
    values: { ...current, ...NO_PASSWORD },
    // When a refresh brings settings that someone else changed, unsaved changes stay.
    resetOptions: { keepDirtyValues: true, keepDirty: true },
  });
  const { control, register, formState } = form;
  const saveValues = useSave(form, save, (_, { smtp_password: password, ...saved }: Partial<ValidSettings>) => ({
    ...saved,
    ...(password !== undefined && NO_PASSWORD),
  }));
  return (
    <SettingsSheet needs="settings.manage" page="mail" foot={<SaveButton form={form} formId={formId} />}>
      <form
        id={formId}
        noValidate
        autoComplete="off"
        onSubmit={form.handleSubmit((values) => saveValues(changedIn(form, values)))}
      >
        <Region title={t('regions.server')}>
          <div className="grid gap-6">
            <SettingRow name="smtp_host" control={control}>
              <TextInput autoComplete="off" spellCheck={false} {...register('smtp_host')} />
            </SettingRow>
            <SecuritySetting form={form} />
            <SettingRow name="smtp_port" control={control} note={t('default', { value: INITIAL_MAIL.smtp_port })}>
              <TextInput tabularDigits inputMode="numeric" className="wide:max-w-40" {...register('smtp_port')} />
            </SettingRow>
            <SettingRow name="smtp_user" control={control}>
              <TextInput autoComplete="off" spellCheck={false} {...register('smtp_user')} />
            </SettingRow>
            <PasswordSetting form={form} since={passwordSince} />
            <SettingRow name="mail_from" control={control}>
              <TextInput type="email" autoComplete="off" {...register('mail_from')} />
            </SettingRow>
          </div>
        </Region>
      </form>
      <TestMail to={testTo} hasServer={current.smtp_host !== ''} isDirty={formState.isDirty} test={test} />
    </SettingsSheet>
  );
}
