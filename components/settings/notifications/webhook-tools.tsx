'use client';

import { KeyRound, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { SendResult } from '#lib/core/notification/notification.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { SecretAnswer } from './notification-values.ts';
import { TestResult } from './test-result.tsx';
import { useTest } from './use-test.ts';

export interface WebhookToolsProps {
  since: number | undefined;
  hasWebhook: boolean;
  /** Whether there are unsaved changes, which a test would not use. */
  isDirty: boolean;
  renew: (input: unknown) => Promise<ActionResult<SecretAnswer>>;
  test: (input: unknown) => Promise<ActionResult<SendResult>>;
  onSecret: (secret: string | null) => void;
}

/** The age of the signing secret, a button to renew it, and a test call of the webhook. */
export function WebhookTools({ since, hasWebhook, isDirty, renew, test, onSecret }: WebhookToolsProps) {
  const t = useTranslations('settings');
  const { busy, run, result } = useTest(test);
  const help = hasWebhook ? t('test.webhookHelp') : t('test.noWebhook');
  const hint = isDirty ? t('test.saveFirst') : help;
  return (
    <div className="grid max-w-140 gap-3">
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <b className="font-semibold">{t('secret.label')}</b>
        <span className="text-text-muted">
          {since === undefined
            ? t('secret.none')
            : t.rich('secret.since', { date: () => <Time value={since} shape="date" /> })}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          needs="notifications.manage"
          icon={<Send aria-hidden />}
          busy={busy}
          disabled={isDirty || !hasWebhook}
          onClick={() => run({})}
        >
          {t('test.webhook')}
        </Button>
        {since !== undefined && <RenewSecret renew={renew} onSecret={onSecret} />}
      </div>
      <Help>{hint}</Help>
      <TestResult result={result} successKey="webhookSent" />
    </div>
  );
}

function RenewSecret({ renew, onSecret }: Pick<WebhookToolsProps, 'renew' | 'onSecret'>) {
  const t = useTranslations('settings.secret');
  const resultOf = useActionResult();
  const [isOpen, setOpen] = useState(false);
  const confirm = async () => {
    const result = await resultOf(renew({}));
    setOpen(false);
    if (!result.ok) return void toast.error(result.message);
    onSecret(result.value.webhook_secret ?? null);
  };
  return (
    <>
      <Button needs="notifications.manage" icon={<KeyRound aria-hidden />} onClick={() => setOpen(true)}>
        {t('renew')}
      </Button>
      <ConfirmDialog
        danger
        open={isOpen}
        onOpenChange={setOpen}
        title={t('renewTitle')}
        confirmLabel={t('renew')}
        onConfirm={confirm}
      >
        <p>{t('renewText')}</p>
      </ConfirmDialog>
    </>
  );
}
