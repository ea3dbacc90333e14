import { Database, FileCode2, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/layout/side-nav.tsx';
import { DATABASES, NEW_QUERY, QUERIES, uploadTablePath } from '#components/paths.ts';

export function WorkbenchSide() {
  const t = useTranslations('workbench');
  return (
    <SideNav
      title={t('title')}
      items={[
        {
          href: QUERIES,
          label: t('queries.title'),
          icon: <FileCode2 aria-hidden />,
          create: { href: NEW_QUERY, label: t('queries.new'), icon: <Plus aria-hidden /> },
        },
        {
          href: DATABASES,
          label: t('databases.title'),
          icon: <Database aria-hidden />,
          within: [DATABASES, uploadTablePath()],
        },
      ]}
    />
  );
}
