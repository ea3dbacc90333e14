'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { MenuRadios } from '#components/ui/overlays/menu-item.tsx';
import { LANGUAGES, LOCALES } from '#lib/messages/locale.ts';
import { RailMenu } from './rail-menu.tsx';
import { useSetLanguage } from './use-set-language.ts';

/** Chooses the language, which is stored in the browser. */
export function LanguageMenu({ expanded }: { expanded: boolean }) {
  const t = useTranslations('shell.language');
  const locale = useLocale();
  const setLanguage = useSetLanguage();
  return (
    <RailMenu icon={<Languages aria-hidden />} label={t('label')} expanded={expanded}>
      <MenuRadios
        value={locale}
        onValueChange={setLanguage}
        options={LOCALES.map((value) => ({ value, label: <span lang={value}>{LANGUAGES[value]}</span> }))}
      />
    </RailMenu>
  );
}
