'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useReached } from '#components/authentication/use-reached.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import type { ApiKey } from '#lib/core/api-key.ts';
import type { ApiKeysProps } from './api-keys.tsx';

/** Reactivates an API key that a restore suspended. */
export function ConfirmApiKey({ apiKey: { id, name }, confirm }: { apiKey: ApiKey } & Pick<ApiKeysProps, 'confirm'>) {
  const t = useTranslations('settings.apiKeys');
  const reached = useReached();
  const [isAsked, setAsked] = useState(false);
  const onConfirm = async () => {
    const result = await reached(confirm({ id }));
    setAsked(false);
    if (!result.ok) return void toast.error(result.message);
    toast.success(t('confirmed', { name }));
  };
  return (
    <>
      <Button size="sm" onClick={() => setAsked(true)} aria-label={t('confirmOne', { name })}>
        {t('confirm')}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setAsked}
        title={t('confirmTitle', { name })}
        confirmLabel={t('confirm')}
        onConfirm={onConfirm}
      >
        <p>{t('confirmText')}</p>
      </ConfirmDialog>
    </>
  );
}
