'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useReached } from '#components/authentication/use-reached.ts';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import type { ApiKey } from '#lib/core/api-key.ts';
import type { ApiKeysProps } from './api-keys.tsx';

export function RevokeApiKey({ apiKey: { id, name }, revoke }: { apiKey: ApiKey } & Pick<ApiKeysProps, 'revoke'>) {
  const t = useTranslations('settings.apiKeys');
  const reached = useReached();
  const [isAsked, setAsked] = useState(false);
  const confirm = async () => {
    const result = await reached(revoke({ id }));
    setAsked(false);
    if (!result.ok) return void toast.error(result.message);
    toast.success(t('revoked', { name }));
  };
  return (
    <>
      <Button size="sm" onClick={() => setAsked(true)} aria-label={t('revokeOne', { name })}>
        {t('revoke')}
      </Button>
      <ConfirmDialog
        danger
        open={isAsked}
        onOpenChange={setAsked}
        title={t('revokeTitle', { name })}
        confirmLabel={t('revoke')}
        onConfirm={confirm}
      >
        <p>{t('revokeText')}</p>
      </ConfirmDialog>
    </>
  );
}
