'use client';

import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { useRemoval } from '#components/ui/overlays/use-removal.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

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
  const { trackRemoval, isOpenerGone } = useRemoval(open);
  const confirm = async () => {
    const result = await trackRemoval(resultOf(remove()));
    onClose();
    if (!result.ok) return void toast.error(result.message);
    toast.success(texts.done);
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
      isOpenerGone={isOpenerGone}
    >
      {children}
    </ConfirmDialog>
  );
}
