import { useTranslations } from 'next-intl';
import { Kbd } from '#components/ui/text/kbd.tsx';
import { useConsolePages } from '../rail/console-pages.tsx';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { PAGE_PREFIX } from './palette-score.ts';

export function PalettePages({ go }: { go: (href: string) => void }) {
  const t = useTranslations('shell.palette');
  return (
    <PaletteGroup heading={t('pages')}>
      {useConsolePages().map(({ href, label, icon, goToKey, section, keywords = [] }) => (
        <PaletteItem
          key={href}
          id={PAGE_PREFIX + label}
          label={label}
          icon={icon}
          note={section}
          keywords={[href, ...keywords]}
          end={
            goToKey && (
              <>
                <Kbd>G</Kbd>
                <Kbd>{goToKey.toUpperCase()}</Kbd>
              </>
            )
          }
          onSelect={() => go(href)}
        />
      ))}
    </PaletteGroup>
  );
}
