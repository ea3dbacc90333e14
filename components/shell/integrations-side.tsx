import { Bookmark, KeyRound, LayoutGrid } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/layout/side-nav.tsx';
import { MAPPINGS } from '#components/paths.ts';

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
