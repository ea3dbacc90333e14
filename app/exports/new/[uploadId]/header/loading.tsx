import { useTranslations } from 'next-intl';
import { StepLoading } from '#components/export-steps/step-loading.tsx';

export default function HeaderLoading() {
  const t = useTranslations('exports.header');
  return <StepLoading currentStep="header" title={t('title')} label={t('table')} rows={5} columns={5} />;
}
