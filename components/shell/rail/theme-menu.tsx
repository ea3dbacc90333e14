'use client';

import { Monitor, Moon, Sun, SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { MenuRadios } from '#components/ui/overlays/menu-item.tsx';
import { RailMenu } from './rail-menu.tsx';

/** Chooses the theme, which is stored in the browser. */
export function ThemeMenu({ expanded }: { expanded: boolean }) {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  return (
    <RailMenu icon={<SunMoon aria-hidden />} label={t('label')} expanded={expanded}>
      <MenuRadios
        value={theme}
        onValueChange={setTheme}
        options={[
          { value: 'light', label: t('light'), icon: <Sun aria-hidden /> },
          { value: 'dark', label: t('dark'), icon: <Moon aria-hidden /> },
          { value: 'system', label: t('system'), icon: <Monitor aria-hidden /> },
        ]}
      />
    </RailMenu>
  );
}
