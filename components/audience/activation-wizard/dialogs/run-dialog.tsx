import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { useFindings } from '../compatibility/use-findings.tsx';
import { useSendsRealEvents } from '../use-sends-real-events.ts';
import { useWizard } from '../wizard-context.ts';

export interface RunDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRun: () => void;
}

/** Requires confirmation before an immediate run that sends real events or has a known error. */
export function RunDialog({ open, onOpenChange, onRun }: RunDialogProps) {
  const t = useTranslations('exports.send.confirmActivation');
  const wizardText = useTranslations('activation-wizard');
  const wizard = useWizard();
  const { form, authentications } = wizard;
  const { errors } = useFindings();
  const sendsRealEvents = useSendsRealEvents(wizard);
  const [authenticationId, account] = useWatch({
    control: form.control,
    name: ['authentication', 'parameters.ad_account_id'],
  });
  const authenticationName = authentications.find(({ id }) => id === authenticationId)?.name ?? '';
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={errors.length > 0 ? wizardText('runAnyway.title') : t('title', { account })}
      confirmLabel={wizardText('createAndRun')}
      onConfirm={onRun}
    >
      {errors.length > 0 && (
        <>
          <p>{wizardText('runAnyway.text', { count: errors.length })}</p>
          <ul className="list-disc ps-5 text-text">
            {errors.map(({ key, title }) => (
              <li key={key}>{title}</li>
            ))}
          </ul>
        </>
      )}
      {sendsRealEvents && (
        <p>{t.rich('text', { authentication: authenticationName, b: (chunks) => <b>{chunks}</b> })}</p>
      )}
    </ConfirmDialog>
  );
}
