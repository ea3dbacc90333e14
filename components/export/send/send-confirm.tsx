import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AuthenticationChoice, CustomAddress, SendValues } from '#components/export-settings/send-form.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';

export interface SendConfirmProps {
  values: SendValues | null;
  authentication: AuthenticationChoice | undefined;
  /** Null if the events are sent to the service itself. */
  destination: CustomAddress | null;
  /** How many of the records are known to be accepted already. */
  acceptedCount: number;
  onClose: () => void;
  onConfirm: (values: SendValues) => Promise<void>;
}

/** Asks for confirmation before real events are sent. */
export function SendConfirm({
  values,
  authentication,
  destination,
  acceptedCount,
  onClose,
  onConfirm,
}: SendConfirmProps) {
  const t = useTranslations('exports.send.confirm');
  const b = (chunks: ReactNode) => <b className="text-text">{chunks}</b>;
  const confirm = async () => {
    if (values) await onConfirm(values);
    onClose();
  };
  return (
    <ConfirmDialog
      open={values !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { account: values?.parameters.ad_account_id ?? '' })}
      confirmLabel={t('action')}
      onConfirm={confirm}
    >
      <p>{t.rich('text', { b, authentication: authentication?.name ?? '' })}</p>
      {destination && (
        <p className="[overflow-wrap:anywhere]">{t.rich('customAddress', { b, address: destination.address })}</p>
      )}
      {acceptedCount > 0 && values && <p>{t('accepted', { count: acceptedCount, choice: values.alreadyAccepted })}</p>}
      <p>{t(values?.parameters.skip_invalid_record ? 'invalidSkipped' : 'invalidStops')}</p>
    </ConfirmDialog>
  );
}
