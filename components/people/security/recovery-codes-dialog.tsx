'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';

/** Shows new recovery codes, which are not shown again. */
export function RecoveryCodesDialog({
  recoveryCodes,
  onClose,
}: {
  recoveryCodes: readonly string[];
  onClose: () => void;
}) {
  const t = useTranslations('people.security.recovery');
  const readable = recoveryCodes.map((code) => code.match(/.{4}/g)?.join('-') ?? code);
  return (
    <Dialog
      open={recoveryCodes.length > 0}
      onOpenChange={onClose}
      isShownOnce
      title={t('onceTitle')}
      foot={
        <Button variant="primary" onClick={onClose} className="ml-auto">
          {t('onceDone')}
        </Button>
      }
    >
      <p className="text-sm text-text-muted">{t('onceText')}</p>
      <ul aria-label={t('title')} className="grid wide:grid-cols-2 gap-2 font-mono text-sm">
        {readable.map((code) => (
          <li key={code} className="rounded-card border border-border bg-surface-sunken px-3 py-1.5 text-center">
            {code}
          </li>
        ))}
      </ul>
      <CopyButton text={readable.join('\n')} label={t('title')} />
    </Dialog>
  );
}
