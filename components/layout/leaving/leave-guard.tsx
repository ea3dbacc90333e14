'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { useLinkGuard } from './use-link-guard.ts';
import { useWarnOnLeave } from './use-warn-on-leave.ts';

export interface LeaveGuardProps {
  isDirty: boolean;
  onDiscard?: () => void;
  /** What is not saved. */
  children: ReactNode;
}

/** Asks for confirmation before a link or the browser leaves a page with unsaved changes. */
export function LeaveGuard({ isDirty, onDiscard, children }: LeaveGuardProps) {
  const t = useTranslations('shell.leave');
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
        onDiscard?.();
        setTarget(undefined);
        if (target !== undefined) router.push(target);
      }}
    >
      <p>{children}</p>
    </ConfirmDialog>
  );
}
