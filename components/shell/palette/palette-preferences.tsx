import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { LANGUAGES, LOCALES } from '#lib/messages/locale.ts';
import { useSetLanguage } from '../rail/use-set-language.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';

const THEMES = [
  { theme: 'light', icon: <Sun aria-hidden /> },
  { theme: 'dark', icon: <Moon aria-hidden /> },
  { theme: 'system', icon: <Monitor aria-hidden /> },
] as const;

/** Theme and language. */
export function PalettePreferences({ close }: { close: () => void }) {
  return (
    <>
      <ThemeItems close={close} />
      <LanguageItems close={close} />
    </>
  );
}

function LanguageItems({ close }: { close: () => void }) {
  const t = useTranslations('shell.language');
  const setLanguage = useSetLanguage();
  return (
    <PaletteGroup heading={t('label')}>
      {LOCALES.map((locale) => (
        <PaletteItem
          key={locale}
          id={`language ${locale}`}
          label={LANGUAGES[locale]}
          icon={<Languages aria-hidden />}
          keywords={[t('label'), locale]}
          onSelect={() => {
            setLanguage(locale);
            close();
          }}
        />
      ))}
    </PaletteGroup>
  );
}

function ThemeItems({ close }: { close: () => void }) {
  const t = useTranslations('shell.theme');
  const { setTheme } = useTheme();
  return (
    <PaletteGroup heading={t('label')}>
      {THEMES.map(({ theme, icon }) => (
        <PaletteItem
          key={theme}
          id={`theme ${theme}`}
          label={t(theme)}
          icon={icon}
          keywords={[t('label')]}
          onSelect={() => {
            setTheme(theme);
            close();
          }}
        />
      ))}
    </PaletteGroup>
  );
}
