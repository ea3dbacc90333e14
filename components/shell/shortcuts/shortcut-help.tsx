'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { switchShortcuts, useShortcutsOn } from '#components/layout/shortcut-preference.ts';
import { Switch } from '#components/ui/forms/switch.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';
import { useConsolePages } from '../rail/console-pages.tsx';

export interface ShortcutHelpProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The list of shortcuts, and a switch for single-key shortcuts. */
export function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  const t = useTranslations('shell.shortcuts');
  const on = useShortcutsOn();
  const pages = useConsolePages().filter(({ goTo }) => goTo !== undefined);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} size="md">
      <div className="grid gap-6">
        <Switch
          label={t('single')}
          help={t('singleHelp')}
          checked={on}
          onChange={(event) => switchShortcuts(event.target.checked)}
        />
        <div className="grid wide:grid-cols-2 content-start gap-x-10 gap-y-6">
          <Keys title={t('goTo')}>
            {pages.map(({ href, goTo = '', label }) => (
              <Key key={href} keys={['G', goTo.toUpperCase()]} joint={t('then')}>
                {label}
              </Key>
            ))}
          </Keys>
          <div className="grid content-start gap-6">
            <Keys title={t('everywhere')}>
              <Key keys={['Ctrl', 'K']} joint="+">
                {t('search')}
              </Key>
              <Key keys={['⌘', 'K']} joint="+">
                {t('searchMac')}
              </Key>
              <Key keys={['?']}>{t('help')}</Key>
              <Key keys={['Esc']}>{t('close')}</Key>
            </Keys>
            <Keys title={t('records')}>
              <Key keys={['J']}>{t('next')}</Key>
              <Key keys={['K']}>{t('previous')}</Key>
              <Key keys={['Enter']}>{t('open')}</Key>
            </Keys>
            <Keys title={t('review')}>
              <Key keys={['F8', 'N']} joint={t('or')}>
                {t('nextFault')}
              </Key>
              <Key keys={['Shift F8', 'P']} joint={t('or')}>
                {t('previousFault')}
              </Key>
              <Key keys={['Ctrl H', 'R']} joint={t('or')}>
                {t('find')}
              </Key>
              <Key keys={['F2']}>{t('edit')}</Key>
              <Key keys={['Ctrl', 'Z']} joint="+">
                {t('undo')}
              </Key>
            </Keys>
            <p className="text-text-muted text-xs">{t('reviewLetters')}</p>
          </div>
        </div>
      </div>
    </Dialog>
  );
}

function Keys({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid content-start gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      <dl className="grid gap-1.5 text-sm">{children}</dl>
    </section>
  );
}

function Key({ keys, joint, children }: { keys: readonly string[]; joint?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-4">
      <dt className="text-text-muted">{children}</dt>
      <dd className="flex flex-none items-center gap-1 text-text-muted text-xs">
        {keys.map((key, index) => (
          <span key={key} className="flex items-center gap-1">
            {index > 0 && joint}
            <Kbd>{key}</Kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
