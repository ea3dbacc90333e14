import { type FormEvent, type ReactNode, useId } from 'react';
import { SaveFoot } from '../buttons/save-foot.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'description' | 'size'> {
  /** The label of the submit button. */
  action: string;
  /** Called before the dialog is closed. */
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with one form, whose submission cannot fail; open while it is mounted. */
export function FormDialog({ action, onSubmit, onClose, children, ...dialog }: FormDialogProps) {
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      foot={<SaveFoot formId={formId} label={action} busy={false} onCancel={onClose} />}
      {...dialog}
    >
      <form id={formId} onSubmit={submit} className="grid gap-5">
        {children}
      </form>
    </Dialog>
  );
}
