'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { RunConfirmation } from './use-run-confirmation.ts';

export interface RunDialogsProps {
  confirmation: RunConfirmation;
  authentication: AuthenticationChoice | undefined;
}

/** The dialogs that may be shown before a run starts. */
export function RunDialogs({ confirmation, authentication }: RunDialogsProps) {
  const t = useTranslations('workbench.run');
  const { ad_account_id: account = '' } = (confirmation.queryExport?.parameters ?? {}) as { ad_account_id?: string };
  return (
    <>
      {confirmation.prompt === 'time' && <PlannedTime confirmation={confirmation} />}
      <ConfirmDialog
        open={confirmation.prompt === 'real'}
        onOpenChange={(open) => !open && confirmation.cancel()}
        title={t('real.title', { account })}
        confirmLabel={t('real.confirm')}
        onConfirm={confirmation.confirm}
      >
        <p>{t('real.text', { authentication: authentication?.name ?? '' })}</p>
      </ConfirmDialog>
    </>
  );
}

function PlannedTime({ confirmation }: { confirmation: RunConfirmation }) {
  const t = useTranslations('workbench.run.time');
  const kit = useTranslations('shell.kit');
  const formId = useId();
  const [text, setText] = useState(() => localText(new Date()));
  const [isInvalid, setInvalid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = new Date(text).getTime();
    if (Number.isNaN(at)) setInvalid(true);
    else confirmation.setPlannedTime(at);
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={confirmation.cancel}
      title={t('title')}
      foot={
        <>
          <Button onClick={confirmation.cancel}>{kit('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId}>
            {t('run')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={t('label')} help={t('help')} error={isInvalid && t('malformed')}>
          <TextInput type="datetime-local" step={1} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

/** A value for a datetime-local input, in the browser's time zone. */
function localText(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
