import { useTranslations } from 'next-intl';
import { StepLoading } from '#components/export-steps/step-loading.tsx';

export default function ReviewLoading() {
  const t = useTranslations('review');
  return <StepLoading currentStep="review" slim title={t('title')} label={t('grid.label')} rows={14} columns={7} />;
}
