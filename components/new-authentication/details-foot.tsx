import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';

export function DetailsFoot({ formId, isSaving, onBack }: { formId: string; isSaving: boolean; onBack: () => void }) {
  const t = useTranslations('authentications.new');
  return (
    <>
      <Button className="mr-auto" onClick={onBack}>
        {t('back')}
      </Button>
      <Button variant="primary" type="submit" form={formId} busy={isSaving} className="max-wide:flex-1">
        {t('done')}
      </Button>
    </>
  );
}
