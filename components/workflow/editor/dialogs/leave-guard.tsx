'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useLinkGuard } from '#components/layout/use-link-guard.ts';
import { useWarnOnLeave } from '#components/layout/use-warn-on-leave.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';

export interface LeaveGuardProps {
  isDirty: boolean;
  onDiscard: () => void;
}

/** Asks before a link, or the browser, leaves unsaved changes behind. */
export function LeaveGuard({ isDirty, onDiscard }: LeaveGuardProps) {
  const t = useTranslations('workflows.leave');
  const router = useRouter();
  const [target, setTarget] = useState<string>();
  useWarnOnLeave(isDirty);
  useLinkGuard(isDirty, setTarget);
  return (
    <ConfirmDialog
      danger
      open={target !== undefined}
      onOpenChange={() => setTarget(undefined)}
      title={t('title')}
      confirmLabel={t('confirm')}
      onConfirm={() => {
        onDiscard();
        setTarget(undefined);
        if (target !== undefined) router.push(target);
      }}
    >
      <p>{t('text')}</p>
    </ConfirmDialog>
  );
}
