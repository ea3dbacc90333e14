import { CircleUserRound, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/layout/side-nav.tsx';
import { ACCOUNT, SECURITY } from '#components/paths.ts';

/** The links to the pages of My settings. */
export function AccountSide() {
  const t = useTranslations('people');
  const items = [
    { href: ACCOUNT, label: t('account.profile'), icon: <CircleUserRound aria-hidden />, exact: true },
    { href: SECURITY, label: t('security.title'), icon: <ShieldCheck aria-hidden />, exact: true },
  ];
  return <SideNav title={t('account.title')} items={items} />;
}
