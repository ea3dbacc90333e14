'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';
import { MAIN_ID } from './skip-link.tsx';

export interface DeleteDialogProps {
  open: boolean;
  onClose: () => void;
  remove: () => Promise<ActionResult<unknown>>;
  onDeleted: () => void;
  texts: {
    /** A question that names the object. */
    readonly title: string;
    readonly confirm: string;
    /** Shown once it is deleted. */
    readonly done: string;
  };
  /** What else is deleted, and what is kept. */
  children: ReactNode;
}

/** Confirms a deletion, carries it out and reports it. */
export function DeleteDialog({ open, onClose, remove, onDeleted, texts, children }: DeleteDialogProps) {
  const resultOf = useActionResult();
  const isDeleted = useRef(false);
  // The page may be loaded again, without the row and its dialog, before the dialog has closed.
  useEffect(() => () => void (isDeleted.current && focusMainIfLost()), []);
  const confirm = async () => {
    const result = await resultOf(remove());
    isDeleted.current = result.ok;
    onClose();
    if (!result.ok) return void toast.error(result.message);
    toast.success(texts.done);
    focusMainIfLost();
    onDeleted();
  };
  return (
    <ConfirmDialog
      danger
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={texts.title}
      confirmLabel={texts.confirm}
      onConfirm={confirm}
      // The row or button that had the focus is about to disappear.
      finalFocus={() => (isDeleted.current ? document.getElementById(MAIN_ID) : undefined)}
    >
      {children}
    </ConfirmDialog>
  );
}

function focusMainIfLost(): void {
  if (document.activeElement === document.body) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
}
