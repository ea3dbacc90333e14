import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import type { AuthenticationChoice, SendValues } from './send-form.ts';

export interface SendConfirmProps {
  values: SendValues | null;
  authentication: AuthenticationChoice | undefined;
  /** How many of the records are known to have been accepted before. */
  acceptedBefore: number;
  onClose: () => void;
  onConfirm: (values: SendValues) => Promise<void>;
}

/** Asked before real events go out. */
export function SendConfirm({ values, authentication, acceptedBefore, onClose, onConfirm }: SendConfirmProps) {
  const t = useTranslations('exports.send.confirm');
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
      <p>
        {t.rich('text', {
          b: (chunks) => <b className="text-text">{chunks}</b>,
          authentication: authentication?.name ?? '',
        })}
      </p>
      {acceptedBefore > 0 && values && (
        <p>{t('accepted', { count: acceptedBefore, choice: values.alreadyAccepted })}</p>
      )}
      <p>{t(values?.parameters.skip_invalid_record ? 'invalidSkipped' : 'invalidStops')}</p>
    </ConfirmDialog>
  );
}
