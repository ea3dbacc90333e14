'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { RunAsk } from './use-run-ask.ts';

export interface RunDialogsProps {
  ask: RunAsk;
  authentication: AuthenticationChoice | undefined;
}

/** What is asked between the press on Run and the run. */
export function RunDialogs({ ask, authentication }: RunDialogsProps) {
  const t = useTranslations('workbench.run');
  const { ad_account_id: account = '' } = (ask.target?.parameters ?? {}) as { ad_account_id?: string };
  return (
    <>
      {ask.asked === 'time' && <PlannedTime ask={ask} />}
      <ConfirmDialog
        open={ask.asked === 'real'}
        onOpenChange={(open) => !open && ask.cancel()}
        title={t('real.title', { account })}
        confirmLabel={t('real.confirm')}
        onConfirm={ask.confirm}
      >
        <p>{t('real.text', { authentication: authentication?.name ?? '' })}</p>
      </ConfirmDialog>
    </>
  );
}

function PlannedTime({ ask }: { ask: RunAsk }) {
  const t = useTranslations('workbench.run.time');
  const kit = useTranslations('shell.kit');
  const formId = useId();
  const [text, setText] = useState(() => localText(new Date()));
  const [isOff, setOff] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = new Date(text).getTime();
    if (Number.isNaN(at)) setOff(true);
    else ask.answerTime(at);
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={ask.cancel}
      title={t('title')}
      foot={
        <>
          <Button onClick={ask.cancel}>{kit('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId}>
            {t('run')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={t('label')} help={t('help')} error={isOff && t('malformed')}>
          <TextInput type="datetime-local" step={1} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

/** A moment as such a field has it, by the reader's own clock. */
function localText(date: Date): string {
  const own = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return own.toISOString().slice(0, 19);
}
