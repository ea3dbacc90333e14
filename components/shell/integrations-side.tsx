import { Bookmark, KeyRound, LayoutGrid } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/layout/side-nav.tsx';
import { AUTHENTICATIONS, CATALOG, MAPPINGS } from '#components/paths.ts';

export function IntegrationsSide({ authenticationCount }: { authenticationCount?: number }) {
  const t = useTranslations('shell.nav');
  return (
    <SideNav
      title={t('integrations')}
      items={[
        {
          href: AUTHENTICATIONS,
          label: t('authentications'),
          icon: <KeyRound aria-hidden />,
          ...(authenticationCount !== undefined && { count: authenticationCount }),
        },
        { href: CATALOG, label: t('catalog'), icon: <LayoutGrid aria-hidden /> },
        { href: MAPPINGS, label: t('mappings'), icon: <Bookmark aria-hidden /> },
      ]}
    />
  );
}
