import { useTranslations } from 'next-intl';
import { Th } from '#components/ui/tables/table-head.tsx';

export function JobsTableHead() {
  const t = useTranslations('jobs.columns');
  return (
    <thead>
      <tr>
        <Th className="w-32">{t('status')}</Th>
        <Th className="w-20">{t('id')}</Th>
        <Th>{t('file')}</Th>
        <Th>{t('authentication')}</Th>
        <Th className="lg:max-xl:hidden">{t('account')}</Th>
        <Th end>{t('read')}</Th>
        <Th end>{t('accepted')}</Th>
        <Th end>{t('notAccepted')}</Th>
        <Th end>{t('notSent')}</Th>
        <Th end>{t('started')}</Th>
        <Th end className="lg:max-xl:hidden">
          {t('duration')}
        </Th>
      </tr>
    </thead>
  );
}
