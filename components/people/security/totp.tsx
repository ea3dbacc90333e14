'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { usePerform } from '#components/http/use-perform.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { SecurityActions, TotpSecret } from './security-actions.ts';
import { SecurityLine, SecurityRow } from './security-row.tsx';
import { TotpSetup } from './totp-setup.tsx';

interface TotpProps {
  /** Since when the app is a second factor; null if it is not. */
  readonly since: number | null;
  readonly actions: SecurityActions;
  readonly onRecoveryCodes: (recoveryCodes: readonly string[]) => void;
}

/** The authenticator app, which can be set up, confirmed by a code, and removed. */
export function Totp({ since, actions, onRecoveryCodes }: TotpProps) {
  const t = useTranslations('people.security.totp');
  const { perform, isBusy } = usePerform();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const finish = (recoveryCodes: readonly string[]) => {
    setSecret(null);
    // The dialog with the codes says enough, and a toast would cover it on phones.
    if (recoveryCodes.length > 0) onRecoveryCodes(recoveryCodes);
    else toast.success(t('isOn'));
  };
  const remove = () =>
    perform(actions.removeTotp, () => {
      setRemoving(false);
      toast.success(t('removed'));
    });
  return (
    <SecurityRow title={t('title')} note={t('note')}>
      {secret ? (
        <TotpSetup {...secret} confirm={actions.confirmTotp} onCancel={() => setSecret(null)} onDone={finish} />
      ) : (
        <SecurityLine
          actions={
            since === null ? (
              <Button size="sm" busy={isBusy} onClick={() => perform(actions.startTotp, setSecret)}>
                {t('setUp')}
              </Button>
            ) : (
              <Button size="sm" onClick={() => setRemoving(true)}>
                {t('remove')}
              </Button>
            )
          }
        >
          {since === null ? t('off') : t.rich('since', { date: () => <Time value={since} shape="date" /> })}
        </SecurityLine>
      )}
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setRemoving}
        title={t('removeTitle')}
        confirmLabel={t('remove')}
        danger
        onConfirm={remove}
      >
        <p>{t('removeText')}</p>
      </ConfirmDialog>
    </SecurityRow>
  );
}
