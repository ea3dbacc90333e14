'use client';

import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { ConfirmDialog, type ConfirmDialogProps } from '#components/ui/overlays/confirm-dialog.tsx';
import { useRemoval } from '#components/ui/overlays/use-removal.ts';
import type { ActionFailure, ActionResult } from '#lib/web/action-result.ts';

interface RefusableDialogProps extends Pick<ConfirmDialogProps, 'open' | 'title' | 'confirmLabel' | 'danger'> {
  /** What will change. */
  text: string;
  action: () => Promise<ActionResult<unknown>>;
  /** The text of the toast after the action. */
  done: string;
  /** The title of a refusal. */
  refused: string;
  /** The title if the console did not respond. */
  unanswered: string;
  /** Shown after the reason of a refusal. */
  more?: (refusal: ActionFailure) => ReactNode;
  onClose: () => void;
  onDone?: (() => void) | undefined;
}

/** Confirms an action, and stays open to show why it was refused. */
export function RefusableDialog(props: RefusableDialogProps) {
  const { text, action, done, refused, unanswered, more, onClose, onDone, ...dialog } = props;
  const resultOf = useActionResult();
  const [refusal, setRefusal] = useState<ActionFailure>();
  const { trackRemoval, isOpenerGone } = useRemoval(props.open);
  const close = () => {
    setRefusal(undefined);
    onClose();
  };
  const confirm = async () => {
    const result = await trackRemoval(resultOf(action));
    if (!result.ok) return setRefusal(result);
    toast.success(done);
    close();
    onDone?.();
  };
  return (
    <ConfirmDialog {...dialog} onOpenChange={close} onConfirm={confirm} isOpenerGone={isOpenerGone}>
      <p>{text}</p>
      {refusal && (
        <Banner tone="error" live title={refusal.code === 'unanswered' ? unanswered : refused}>
          {refusal.message} {more?.(refusal)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
