'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Menu } from '#components/ui/menu.tsx';
import { MenuRadios } from '#components/ui/menu-item.tsx';
import { LANGUAGES, LOCALES } from '#lib/messages/locale.ts';
import { RAIL_ITEM } from './rail-style.ts';
import { useLanguage } from './use-language.ts';

/** English or Japanese. The choice is remembered in this browser. */
export function LanguageMenu({ expanded }: { expanded: boolean }) {
  const t = useTranslations('shell.language');
  const locale = useLocale();
  const setLanguage = useLanguage();
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
          <Languages aria-hidden />
          {expanded && <span className="truncate font-medium">{t('label')}</span>}
        </button>
      }
    >
      <MenuRadios
        value={locale}
        onValueChange={setLanguage}
        options={LOCALES.map((value) => ({ value, label: <span lang={value}>{LANGUAGES[value]}</span> }))}
      />
    </Menu>
  );
}
