import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';

export function ConfigurationFoot({ formId, onBack }: { formId: string; onBack: () => void }) {
  const t = useTranslations('workbench.export');
  return (
    <>
      <Button className="mr-auto" onClick={onBack}>
        {t('back')}
      </Button>
      <Button variant="primary" type="submit" form={formId}>
        {t('done')}
      </Button>
    </>
  );
}
