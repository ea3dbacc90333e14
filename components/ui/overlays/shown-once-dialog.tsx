import type { ReactNode } from 'react';
import { Button } from '../buttons/button.tsx';
import { Dialog } from './dialog.tsx';

export interface ShownOnceDialogProps {
  open: boolean;
  title: string;
  doneLabel: string;
  /** Other buttons of the foot. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** Something that is not shown again, such as a new key. */
export function ShownOnceDialog({ open, title, doneLabel, actions, onClose, children }: ShownOnceDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      isShownOnce
      title={title}
      foot={
        <>
          {actions}
          <Button variant="primary" onClick={onClose} className="ml-auto">
            {doneLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
