import { useTranslations } from 'next-intl';
import { Th } from '#components/ui/tables/table-head.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';

export function QueriesHead() {
  const t = useTranslations('workbench.queries.columns');
  return (
    <thead>
      <tr>
        <Th sort="ascending">{t('name')}</Th>
        <Th>{t('database')}</Th>
        <Th className="lg:max-xl:hidden">{t('engine')}</Th>
        <Th>{t('export')}</Th>
        <Th>{t('schedule')}</Th>
        <Th>{t('lastRun')}</Th>
        <Th>{t('updated')}</Th>
        <Th>
          <VisuallyHidden>{t('actions')}</VisuallyHidden>
        </Th>
      </tr>
    </thead>
  );
}
