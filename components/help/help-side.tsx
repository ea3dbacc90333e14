import { Braces, KeyRound, LifeBuoy, ScanSearch, TableProperties } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/layout/side-nav.tsx';
import { API_HELP, HASH_INSPECTOR } from '#components/paths.ts';

export function HelpSide() {
  const t = useTranslations('help');
  return (
    <SideNav
      title={t('title')}
      items={[
        { href: '/help', label: t('nav.overview'), icon: <LifeBuoy aria-hidden />, exact: true },
        { href: '/help/access-token', label: t('nav.accessToken'), icon: <KeyRound aria-hidden /> },
        { href: '/help/fields', label: t('nav.fields'), icon: <TableProperties aria-hidden /> },
        { href: HASH_INSPECTOR, label: t('nav.hashInspector'), icon: <ScanSearch aria-hidden /> },
        { href: API_HELP, label: t('nav.api'), icon: <Braces aria-hidden /> },
      ]}
    />
  );
}
