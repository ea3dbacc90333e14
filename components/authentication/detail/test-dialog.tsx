'use client';

import { useTranslations } from 'next-intl';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { ConnectionTest } from '#components/new-authentication/connection-test/connection-test.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

export interface TestDialogProps {
  authentication: Authentication;
  open: boolean;
  onClose: () => void;
  test: AuthenticationActions['test'];
}

export function TestDialog({ authentication: { id, name, target }, open, onClose, test }: TestDialogProps) {
  const t = useTranslations('authentications');
  const resultOf = useActionResult();
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={t('test.title')}
      description={name}
      foot={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <p className="text-sm text-text-muted">{t(target === 'sandbox' ? 'test.sandboxText' : 'test.text')}</p>
      <ConnectionTest required run={(ad_account_id) => resultOf(test({ authentication: id, ad_account_id }))} />
    </Dialog>
  );
}
