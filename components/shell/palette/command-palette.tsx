'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { dialogStyle, SCRIM } from '#components/ui/overlays/dialog-style.ts';
import { PaletteActions } from './palette-actions.tsx';
import { PalettePages } from './palette-pages.tsx';
import { PalettePreferences } from './palette-preferences.tsx';
import { PaletteResults } from './palette-results.tsx';
import { scoreOf } from './palette-score.ts';

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The path for creating an authentication. */
  newAuthenticationHref: string;
}

/** Finds pages, jobs and other objects by a few letters. Typed text stays in the browser, except job numbers. */
export function CommandPalette({ open, onOpenChange, newAuthenticationHref }: CommandPaletteProps) {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const close = () => {
    onOpenChange(false);
    setSearch('');
  };
  const go = (href: string) => {
    close();
    router.push(href);
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={SCRIM} />
        <Dialog.Viewport className="fixed inset-0 z-30 grid justify-items-center px-4 pt-[12vh] pb-4 max-wide:px-2 max-wide:pt-2">
          <Dialog.Popup
            initialFocus={input}
            className={dialogStyle('wide:max-w-150 self-start max-wide:rounded-b-dialog!')}
          >
            <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
            <Command label={t('label')} loop filter={scoreOf} className="flex min-h-0 flex-col">
              <span className="flex items-center gap-3 border-border border-b px-4">
                <Search aria-hidden className="size-4.5 flex-none text-text-muted" />
                <Command.Input
                  ref={input}
                  value={search}
                  onValueChange={setSearch}
                  placeholder={t('placeholder')}
                  className="min-h-13 min-w-0 flex-1 bg-transparent text-lg outline-none"
                />
              </span>
              <Command.List
                label={t('label')}
                className="max-h-[min(26rem,60vh)] scroll-py-2 overflow-auto overscroll-contain p-1.5"
              >
                <PaletteActions newAuthenticationHref={newAuthenticationHref} go={go} close={close} />
                <PaletteResults search={search} go={go} />
                <PalettePages go={go} />
                <PalettePreferences close={close} />
              </Command.List>
              {/* Outside the list, which may contain options only. */}
              <Command.Empty role="status" className="px-4 pb-4 text-text-muted">
                {t('nothing')}
              </Command.Empty>
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
