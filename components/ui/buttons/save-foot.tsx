import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';

export interface SaveFootProps {
  formId: string;
  label: string;
  busy: boolean;
  onCancel: () => void;
}

/** The buttons of a dialog with one form. */
export function SaveFoot({ formId, label, busy, onCancel }: SaveFootProps) {
  const t = useTranslations('shell.kit');
  return (
    <>
      <Button onClick={onCancel}>{t('cancel')}</Button>
      <Button variant="primary" type="submit" form={formId} busy={busy}>
        {label}
      </Button>
    </>
  );
}
