import { useTranslations } from 'next-intl';
import { StepLoading } from '#components/export-steps/step-loading.tsx';

export default function MatchLoading() {
  const t = useTranslations('exports.match');
  return <StepLoading currentStep="match" title={t('title')} label={t('table')} rows={14} columns={4} />;
}
