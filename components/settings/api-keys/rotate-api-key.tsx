'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { ApiKey } from '#lib/core/access/api-key.ts';
import type { ApiKeysProps } from './api-key-actions.ts';

interface RotateApiKeyProps extends Pick<ApiKeysProps, 'rotate'> {
  readonly apiKey: ApiKey;
  readonly onRotated: (key: string) => void;
}

/** Replaces an API key with a new one with the same name and role; the old one works for another day. */
export function RotateApiKey({ apiKey: { id, name }, rotate, onRotated }: RotateApiKeyProps) {
  const t = useTranslations('settings.apiKeys');
  const resultOf = useActionResult();
  const [isOpen, setOpen] = useState(false);
  const onConfirm = async () => {
    const result = await resultOf(() => rotate({ id }));
    setOpen(false);
    if (!result.ok) return void toast.error(result.message);
    onRotated(result.value.key);
  };
  return (
    <>
      <Button needs="keys.manage" size="sm" onClick={() => setOpen(true)} aria-label={t('rotateOne', { name })}>
        {t('rotate')}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t('rotateTitle', { name })}
        confirmLabel={t('rotate')}
        onConfirm={onConfirm}
      >
        <p>{t('rotateText')}</p>
      </ConfirmDialog>
    </>
  );
}
