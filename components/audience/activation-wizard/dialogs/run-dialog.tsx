import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { useWizard } from '../wizard-context.ts';

export interface RunDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRun: () => void;
}

/** Asks before real events are sent at once. */
export function RunDialog({ open, onOpenChange, onRun }: RunDialogProps) {
  const t = useTranslations('exports.send.confirm');
  const own = useTranslations('activation-wizard');
  const { form, authentications } = useWizard();
  const [chosen, account] = useWatch({ control: form.control, name: ['authentication', 'parameters.ad_account_id'] });
  const authentication = authentications.find(({ id }) => id === chosen)?.name ?? '';
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('title', { account })}
      confirmLabel={own('createAndRun')}
      onConfirm={onRun}
    >
      <p>{t.rich('text', { authentication, b: (chunks) => <b>{chunks}</b> })}</p>
    </ConfirmDialog>
  );
}
