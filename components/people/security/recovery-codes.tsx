'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePerform } from '#components/http/use-perform.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { RECOVERY_CODES } from '#lib/core/people/second-factor.ts';
import type { SecurityActions } from './security-actions.ts';
import { SecurityLine, SecurityRow } from './security-row.tsx';

interface RecoveryCodesProps {
  readonly leftCount: number;
  /** Whether there is a factor that the codes can replace. */
  readonly hasFactor: boolean;
  readonly renew: SecurityActions['renewRecoveryCodes'];
  readonly onRecoveryCodes: (recoveryCodes: readonly string[]) => void;
}

/** Shows how many recovery codes are left, and creates new ones. */
export function RecoveryCodes({ leftCount, hasFactor, renew, onRecoveryCodes }: RecoveryCodesProps) {
  const t = useTranslations('people.security.recovery');
  const { perform, isBusy } = usePerform();
  const [isRenewing, setRenewing] = useState(false);
  const renewCodes = () =>
    perform(renew, (recoveryCodes) => {
      setRenewing(false);
      onRecoveryCodes(recoveryCodes);
    });
  return (
    <SecurityRow title={t('title')} note={t('note')}>
      {hasFactor ? (
        <SecurityLine
          actions={
            <Button size="sm" busy={isBusy} onClick={() => (leftCount === 0 ? renewCodes() : setRenewing(true))}>
              {t('renew')}
            </Button>
          }
        >
          <span className="flex flex-wrap items-center gap-3">
            <span aria-hidden className="flex gap-1">
              {Array.from({ length: RECOVERY_CODES }, (_, index) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: the marks have no identity
                  key={index}
                  className={clsx('h-1.5 w-3 rounded-full', index < leftCount ? 'bg-accent' : 'bg-border')}
                />
              ))}
            </span>
            <span className={clsx(leftCount === 0 && 'font-semibold text-error')}>
              {t('left', { left: leftCount, all: RECOVERY_CODES })}
            </span>
          </span>
        </SecurityLine>
      ) : (
        <SecurityLine>{t('needsFactor')}</SecurityLine>
      )}
      <ConfirmDialog
        open={isRenewing}
        onOpenChange={setRenewing}
        title={t('renewTitle')}
        confirmLabel={t('renew')}
        onConfirm={renewCodes}
      >
        <p>{t('renewText')}</p>
      </ConfirmDialog>
    </SecurityRow>
  );
}
