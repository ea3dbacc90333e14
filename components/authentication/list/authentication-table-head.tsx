import { useTranslations } from 'next-intl';
import { Th } from '#components/ui/tables/table-head.tsx';
import { VisuallyHidden } from '#components/ui/text/visually-hidden.tsx';

export function AuthenticationTableHead() {
  const t = useTranslations('authentications.columns');
  return (
    <thead>
      <tr>
        <Th>{t('type')}</Th>
        <Th>{t('name')}</Th>
        <Th>{t('id')}</Th>
        <Th>{t('state')}</Th>
        <Th>{t('token')}</Th>
        <Th>{t('usedBy')}</Th>
        <Th>{t('lastUsed')}</Th>
        <Th sort="descending">{t('updated')}</Th>
        <Th>
          <VisuallyHidden>{t('actions')}</VisuallyHidden>
        </Th>
      </tr>
    </thead>
  );
}
