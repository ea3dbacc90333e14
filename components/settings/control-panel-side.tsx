import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/shell/side-nav.tsx';

export function ControlPanelSide() {
  const t = useTranslations('shell.nav');
  return (
    <SideNav
      title={t('controlPanel')}
      items={[{ href: '/settings', label: t('settings'), icon: <SlidersHorizontal aria-hidden />, exact: true }]}
    />
  );
}
