import { Keyboard, KeyRound, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMayOpen } from '#components/access/use-may-open.ts';
import { NEW_EXPORT } from '#components/paths.ts';
import { Kbd } from '#components/ui/text/kbd.tsx';
import { useShellDialog } from '../shell-dialog-opener.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';

export interface PaletteActionsProps {
  newAuthenticationHref: string;
  go: (href: string) => void;
  close: () => void;
}

export function PaletteActions({ newAuthenticationHref, go, close }: PaletteActionsProps) {
  const t = useTranslations('shell.palette');
  const openDialog = useShellDialog();
  const mayOpen = useMayOpen();
  return (
    <PaletteGroup heading={t('actions')}>
      {mayOpen(NEW_EXPORT) && (
        <PaletteItem id="upload" label={t('upload')} icon={<Upload aria-hidden />} onSelect={() => go(NEW_EXPORT)} />
      )}
      {mayOpen(newAuthenticationHref) && (
        <PaletteItem
          id="create"
          label={t('create')}
          icon={<KeyRound aria-hidden />}
          onSelect={() => go(newAuthenticationHref)}
        />
      )}
      <PaletteItem
        id="shortcuts"
        label={t('shortcuts')}
        icon={<Keyboard aria-hidden />}
        end={<Kbd>?</Kbd>}
        onSelect={() => {
          close();
          openDialog('shortcuts');
        }}
      />
    </PaletteGroup>
  );
}
