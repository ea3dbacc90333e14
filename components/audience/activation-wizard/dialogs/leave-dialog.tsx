import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';

export interface LeaveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onLeave: () => void;
}

/** Asks before unsaved changes are discarded. */
export function LeaveDialog({ open, onOpenChange, onLeave }: LeaveDialogProps) {
  const t = useTranslations('activation-wizard.leave');
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      confirmLabel={t('confirm')}
      onConfirm={onLeave}
      danger
    >
      {t('text')}
    </ConfirmDialog>
  );
}
