import { Braces, KeyRound, LifeBuoy, ScanSearch, TableProperties } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { API_HELP } from '#components/help/api/api-path.ts';
import { HASH_INSPECTOR } from '#components/inspector/inspector-path.ts';
import { SideNav } from '#components/layout/side-nav.tsx';

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
