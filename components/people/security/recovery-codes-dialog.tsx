'use client';

import { useTranslations } from 'next-intl';
import { ShownOnceDialog } from '#components/ui/overlays/shown-once-dialog.tsx';
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
    <ShownOnceDialog open={recoveryCodes.length > 0} title={t('onceTitle')} doneLabel={t('onceDone')} onClose={onClose}>
      <p className="text-sm text-text-muted">{t('onceText')}</p>
      <ul aria-label={t('title')} className="grid wide:grid-cols-2 gap-2 font-mono text-sm">
        {readable.map((code) => (
          <li key={code} className="rounded-card border border-border bg-surface-sunken px-3 py-1.5 text-center">
            {code}
          </li>
        ))}
      </ul>
      <CopyButton text={readable.join('\n')} label={t('title')} />
    </ShownOnceDialog>
  );
}
