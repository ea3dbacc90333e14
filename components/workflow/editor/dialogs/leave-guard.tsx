'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
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
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: MouseEvent) => {
      const href = leadsElsewhere(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    // Before React's own listeners, which would open the page.
    addEventListener('click', ask, { capture: true });
    return () => removeEventListener('click', ask, { capture: true });
  }, [isDirty]);
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

/** The address that a plain click on a link opens in this tab; undefined where it stays on the page. */
function leadsElsewhere(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin)
    return undefined;
  return link.pathname === location.pathname ? undefined : `${link.pathname}${link.search}${link.hash}`;
}
