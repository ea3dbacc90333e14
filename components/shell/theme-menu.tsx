'use client';

import { Monitor, Moon, Sun, SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Menu } from '#components/ui/menu.tsx';
import { MenuRadios } from '#components/ui/menu-item.tsx';
import { RAIL_ITEM } from './rail-style.ts';

/** Light, dark or as the system is. The choice is remembered in this browser. */
export function ThemeMenu({ expanded }: { expanded: boolean }) {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      side="right"
      trigger={
        <button
          type="button"
          title={expanded ? undefined : t('label')}
          aria-label={expanded ? undefined : t('label')}
          className={`${RAIL_ITEM} ${expanded ? 'px-2.5' : 'w-10 justify-center'}`}
        >
          <SunMoon aria-hidden />
          {expanded && <span className="truncate font-medium">{t('label')}</span>}
        </button>
      }
    >
      <MenuRadios
        value={theme}
        onValueChange={setTheme}
        options={[
          { value: 'light', label: t('light'), icon: <Sun aria-hidden /> },
          { value: 'dark', label: t('dark'), icon: <Moon aria-hidden /> },
          { value: 'system', label: t('system'), icon: <Monitor aria-hidden /> },
        ]}
      />
    </Menu>
  );
}
