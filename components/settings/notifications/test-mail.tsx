'use client';

import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import type { SendResult } from '#lib/core/notification/notification.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { TestResult } from './test-result.tsx';
import { useTest } from './use-test.ts';

export interface TestMailProps {
  to: string;
  hasServer: boolean;
  /** Whether there are unsaved changes, which a test would not use. */
  isDirty: boolean;
  test: (input: unknown) => Promise<ActionResult<SendResult>>;
}

/** Sends a test mail with the saved settings. */
export function TestMail({ to, hasServer, isDirty, test }: TestMailProps) {
  const t = useTranslations('settings');
  const [typed, setTyped] = useState<string>();
  const address = typed ?? to; // the default recipient may change when the form is saved
  const { busy, run, result } = useTest(test);
  const error = result && !result.ok ? result.fieldErrors['to'] : undefined;
  const help = hasServer ? t('test.mailHelp') : t('test.noServer');
  const hint = isDirty ? t('test.saveFirst') : help;
  return (
    <Region title={t('regions.testMail')} last>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run({ to: address });
        }}
        className="grid max-w-140 gap-3"
      >
        <div className="grid wide:grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
          <Field label={t('test.to')} help={hint} error={error}>
            <TextInput type="email" value={address} onChange={({ target }) => setTyped(target.value)} />
          </Field>
          <Button
            needs="notifications.manage"
            type="submit"
            icon={<Send aria-hidden />}
            busy={busy}
            disabled={isDirty || !hasServer}
            className="wide:mt-6.5"
          >
            {t('test.mail')}
          </Button>
        </div>
        {error === undefined && <TestResult result={result} successKey="mailSent" />}
      </form>
    </Region>
  );
}
