import { Activity, Bell, CalendarClock, Gauge, KeyRound, Mail, ScrollText, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/layout/side-nav.tsx';
import { SETTINGS_PAGES, type SettingsPage, settingsPath } from '#components/paths.ts';

const ICONS: Record<SettingsPage, typeof Gauge> = {
  limits: Gauge,
  retention: CalendarClock,
  mail: Mail,
  notifications: Bell,
  people: Users,
  'api-keys': KeyRound,
  audit: ScrollText,
  system: Activity,
};

export function ControlPanelSide() {
  const t = useTranslations();
  const items = SETTINGS_PAGES.map((page) => {
    const Icon = ICONS[page];
    const label = t(`settings.pages.${page}.title`);
    return { href: settingsPath(page), label, icon: <Icon aria-hidden />, exact: true };
  });
  return <SideNav title={t('shell.nav.controlPanel')} items={items} />;
}
