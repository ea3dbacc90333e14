'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { TextArea } from '#components/ui/forms/text-area.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import type { SendResult } from '#lib/core/notification/notification.ts';
import { type NotificationSettings, notificationsInput } from '#lib/core/settings/notification-settings.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { OneTimeSecret } from '../api-keys/one-time-secret.tsx';
import { SaveButton } from '../save-button.tsx';
import { SettingRow } from '../setting-row.tsx';
import { SettingsSheet } from '../settings-sheet.tsx';
import { changedIn, useSave } from '../use-save.ts';
import { EventSettings } from './event-settings.tsx';
import { NoMailServer } from './no-mail-server.tsx';
import type { NotificationValues, SecretAnswer } from './notification-values.ts';
import { WebhookTools } from './webhook-tools.tsx';

type ValidSettings = z.output<typeof notificationsInput>;

export interface NotificationsFormProps {
  current: NotificationSettings;
  hasMailServer: boolean;
  /** When the signing secret was created; undefined if there is none. */
  secretSince: number | undefined;
  /** The default base URL of links. */
  defaultBaseUrl: string;
  save: (changed: Partial<ValidSettings>) => Promise<ActionResult<SecretAnswer>>;
  renew: (input: unknown) => Promise<ActionResult<SecretAnswer>>;
  test: (input: unknown) => Promise<ActionResult<SendResult>>;
  /** The history, shown below the form. */
  children: ReactNode;
}

export function NotificationsForm({ current, children, ...props }: NotificationsFormProps) {
  const t = useTranslations('settings');
  const formId = useId();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<NotificationValues, unknown, ValidSettings>({
    resolver: useFormResolver(notificationsInput),
    mode: 'onTouched',
    values: valuesOf(current),
    // When a refresh brings settings that someone else changed, unsaved changes stay.
    resetOptions: { keepDirtyValues: true, keepDirty: true },
  });
  const { control, register, formState } = form;
  const saveValues = useSave(
    form,
    props.save,
    (answer, { mail_recipients: list, ...saved }: Partial<ValidSettings>) => {
      setSecret(answer.webhook_secret ?? null);
      return { ...saved, ...(list && { mail_recipients: linesOf(list) }) };
    },
  );
  return (
    <SettingsSheet needs="settings.manage" page="notifications" foot={<SaveButton form={form} formId={formId} />}>
      <form id={formId} noValidate onSubmit={form.handleSubmit((values) => saveValues(changedIn(form, values)))}>
        <Region title={t('regions.events')} note={t('eventsNote')}>
          <EventSettings form={form} />
        </Region>
        <Region title={t('regions.byMail')}>
          {!props.hasMailServer && <NoMailServer />}
          <SettingRow name="mail_recipients" control={control}>
            <TextArea autoComplete="off" spellCheck={false} {...register('mail_recipients')} />
          </SettingRow>
        </Region>
        <Region title={t('regions.byWebhook')}>
          <div className="grid gap-5">
            <SettingRow name="webhook_url" control={control}>
              <TextInput type="url" autoComplete="off" spellCheck={false} {...register('webhook_url')} />
            </SettingRow>
            <WebhookTools
              since={props.secretSince}
              hasWebhook={current.webhook_url !== ''}
              isDirty={formState.isDirty}
              renew={props.renew}
              test={props.test}
              onSecret={setSecret}
            />
          </div>
        </Region>
        <Region title={t('regions.links')}>
          <SettingRow name="console_url" control={control}>
            <TextInput type="url" autoComplete="off" placeholder={props.defaultBaseUrl} {...register('console_url')} />
          </SettingRow>
        </Region>
      </form>
      {children}
      <OneTimeSecret namespace="secret" secret={secret} onClose={() => setSecret(null)} />
    </SettingsSheet>
  );
}

function valuesOf(settings: NotificationSettings): NotificationValues {
  return { ...settings, mail_recipients: linesOf(settings.mail_recipients) };
}

function linesOf(recipients: readonly string[]): string {
  return recipients.join('\n');
}
