'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../buttons/button.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { DIALOG_VIEWPORT, dialogStyle, SCRIM } from './dialog-style.ts';
import { finalFocus } from './use-removal.ts';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question that names the object: Delete "EU shop"? */
  title: ReactNode;
  /** What will change, and what will not. */
  children: ReactNode;
  confirmLabel: string;
  /** The dialog stays open and busy until the action is done. The caller handles errors. */
  onConfirm: () => void | Promise<void>;
  danger?: boolean;
  /** Whether the action can be confirmed yet. */
  isReady?: boolean;
  /** Whether the action has removed what opened the dialog; called when the dialog closes or is removed. */
  isOpenerGone?: () => boolean;
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  onConfirm,
  danger = false,
  isReady = true,
  isOpenerGone = never,
}: ConfirmDialogProps) {
  const t = useTranslations('shell.kit');
  const [busy, setBusy] = useState(false);
  // Focuses Cancel, so that pressing Enter accidentally does nothing.
  const cancel = useRef<HTMLButtonElement>(null);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !busy && onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={SCRIM} />
        <AlertDialog.Viewport className={DIALOG_VIEWPORT}>
          <AlertDialog.Popup
            initialFocus={cancel}
            finalFocus={() => finalFocus(isOpenerGone)}
            className={dialogStyle('wide:max-w-110')}
          >
            <div className="grid gap-2 overflow-auto px-6 pt-5 pb-6 max-wide:px-4 max-wide:pt-4">
              <AlertDialog.Title className="text-xl">{title}</AlertDialog.Title>
              <AlertDialog.Description render={<div />} className="grid gap-2 text-text-muted">
                {children}
              </AlertDialog.Description>
            </div>
            <DialogFoot>
              <AlertDialog.Close ref={cancel} render={<Button needs={null} />}>
                {t('cancel')}
              </AlertDialog.Close>
              <Button variant={danger ? 'danger' : 'primary'} busy={busy} disabled={!isReady} onClick={confirm}>
                {confirmLabel}
              </Button>
            </DialogFoot>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function never(): boolean {
  return false;
}
