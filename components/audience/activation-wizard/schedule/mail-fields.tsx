'use client';

import { useTranslations } from 'next-intl';
import { settingsPath } from '#components/paths.ts';
import { RecipientsField } from '#components/schedule/recipients-field.tsx';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { linkTo } from '#components/ui/text/prose.tsx';
import type { ScheduleStepState } from './use-schedule-step.ts';

/** Who is notified of scheduled runs; not of manual runs, because the person who starts a manual run is watching it. */
export function MailFields({ values, change, errorAt }: ScheduleStepState) {
  const t = useTranslations('schedules.activation');
  const { rhythm, recipients, mailSuccess, mailFailure } = values;
  if (rhythm === 'none')
    return (
      <section className="grid gap-1">
        <h2 className="font-semibold text-sm">{t('mails')}</h2>
        <Help>{t.rich('mailsNone', { link: linkTo(settingsPath('notifications')) })}</Help>
      </section>
    );
  return (
    <>
      <RecipientsField
        label={t('mails')}
        value={recipients}
        onChange={(next) => change({ recipients: next })}
        help={t('mailsHelp')}
        error={errorAt('recipients')}
      />
      <div className="grid gap-1.5">
        <div className="flex flex-wrap gap-x-6 gap-y-1">
          <Checkbox
            label={t('success')}
            checked={mailSuccess}
            onChange={({ target }) => change({ mailSuccess: target.checked })}
          />
          <Checkbox
            label={t('failure')}
            checked={mailFailure}
            onChange={({ target }) => change({ mailFailure: target.checked })}
          />
        </div>
        <Help>{t('failureHelp')}</Help>
      </div>
    </>
  );
}
