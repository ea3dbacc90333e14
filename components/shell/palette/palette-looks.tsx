import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';

const THEMES = [
  { theme: 'light', icon: <Sun aria-hidden /> },
  { theme: 'dark', icon: <Moon aria-hidden /> },
  { theme: 'system', icon: <Monitor aria-hidden /> },
] as const;

export function PaletteLooks({ close }: { close: () => void }) {
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
          words={[t('label')]}
          onSelect={() => {
            setTheme(theme);
            close();
          }}
        />
      ))}
    </PaletteGroup>
  );
}
