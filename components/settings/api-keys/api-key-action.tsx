'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { useRemoval } from '#components/ui/overlays/use-removal.ts';
import type { ApiKey } from '#lib/core/access/api-key.ts';
import type { ApiKeysProps } from './api-key-actions.ts';

/** The message keys of each action. */
const TEXTS = {
  confirm: { verb: 'confirm', label: 'confirmOne', title: 'confirmTitle', text: 'confirmText', done: 'confirmed' },
  revoke: { verb: 'revoke', label: 'revokeOne', title: 'revokeTitle', text: 'revokeText', done: 'revoked' },
} as const;

interface ApiKeyActionProps {
  readonly apiKey: ApiKey;
  readonly kind: keyof typeof TEXTS;
  readonly action: ApiKeysProps['confirm' | 'revoke'];
}

/** Revokes an API key, or reactivates one suspended by a restore, after confirmation. */
export function ApiKeyAction({ apiKey: { id, name }, kind, action }: ApiKeyActionProps) {
  const t = useTranslations('settings.apiKeys');
  const resultOf = useActionResult();
  const [isOpen, setOpen] = useState(false);
  const { trackRemoval, isOpenerGone } = useRemoval(isOpen);
  const { verb, label, title, text, done } = TEXTS[kind];
  const onConfirm = async () => {
    const result = await trackRemoval(resultOf(() => action({ id })));
    setOpen(false);
    if (!result.ok) return void toast.error(result.message);
    toast.success(t(done, { name }));
  };
  return (
    <>
      <Button needs="keys.manage" size="sm" onClick={() => setOpen(true)} aria-label={t(label, { name })}>
        {t(verb)}
      </Button>
      <ConfirmDialog
        danger={kind === 'revoke'}
        open={isOpen}
        onOpenChange={setOpen}
        title={t(title, { name })}
        confirmLabel={t(verb)}
        onConfirm={onConfirm}
        isOpenerGone={isOpenerGone}
      >
        <p>{t(text)}</p>
      </ConfirmDialog>
    </>
  );
}
