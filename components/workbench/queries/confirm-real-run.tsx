'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { RunTarget } from '#lib/core/query/run-target.ts';

export interface ConfirmRealRunProps {
  name: string;
  /** Null if nothing is sent, so that there is nothing to confirm. */
  exportTo: RunTarget | null;
  open: boolean;
  onClose: () => void;
  run: () => Promise<void>;
}

/** Confirms a run of a saved query that sends real events, which cannot be taken back. */
export function ConfirmRealRun({ name, exportTo, open, onClose, run }: ConfirmRealRunProps) {
  const t = useTranslations('workbench.queries.real');
  if (exportTo === null) return null;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={t('title', { name })}
      confirmLabel={t('confirm')}
      onConfirm={() => {
        onClose();
        void run();
      }}
    >
      <p>{t('text', { authentication: exportTo.authentication, account: exportTo.account })}</p>
    </ConfirmDialog>
  );
}
