import { Bookmark, KeyRound, LayoutGrid } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MAPPINGS } from '#components/paths.ts';
import { SideNav } from '../layout/side-nav.tsx';

export function IntegrationsSide({ authentications }: { authentications?: number }) {
  const t = useTranslations('shell.nav');
  return (
    <SideNav
      title={t('integrations')}
      items={[
        {
          href: '/integrations/authentications',
          label: t('authentications'),
          icon: <KeyRound aria-hidden />,
          ...(authentications !== undefined && { count: authentications }),
        },
        { href: '/integrations/catalog', label: t('catalog'), icon: <LayoutGrid aria-hidden /> },
        { href: MAPPINGS, label: t('mappings'), icon: <Bookmark aria-hidden /> },
      ]}
    />
  );
}
