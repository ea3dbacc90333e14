'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { switchSingleKeys, useSingleKeysOn } from '#components/layout/shortcut-preference.ts';
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
  const areSingleKeysOn = useSingleKeysOn();
  const pages = useConsolePages().filter(({ goToKey }) => goToKey !== undefined);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} size="md">
      <div className="grid gap-6">
        <Switch
          label={t('single')}
          help={t('singleHelp')}
          checked={areSingleKeysOn}
          onChange={(event) => switchSingleKeys(event.target.checked)}
        />
        <div className="grid wide:grid-cols-2 content-start gap-x-10 gap-y-6">
          <ShortcutGroup title={t('goTo')}>
            {pages.map(({ href, goToKey = '', label }) => (
              <Shortcut key={href} keys={['G', goToKey.toUpperCase()]} separator={t('then')}>
                {label}
              </Shortcut>
            ))}
          </ShortcutGroup>
          <div className="grid content-start gap-6">
            <ShortcutGroup title={t('everywhere')}>
              <Shortcut keys={['Mod+K']}>{t('search')}</Shortcut>
              <Shortcut keys={['?']}>{t('help')}</Shortcut>
              <Shortcut keys={['Esc']}>{t('close')}</Shortcut>
            </ShortcutGroup>
            <ShortcutGroup title={t('records')}>
              <Shortcut keys={['J']}>{t('next')}</Shortcut>
              <Shortcut keys={['K']}>{t('previous')}</Shortcut>
              <Shortcut keys={['Enter']}>{t('open')}</Shortcut>
            </ShortcutGroup>
            <ShortcutGroup title={t('review')}>
              <Shortcut keys={['F8', 'N']} separator={t('or')}>
                {t('nextFault')}
              </Shortcut>
              <Shortcut keys={['Shift+F8', 'P']} separator={t('or')}>
                {t('previousFault')}
              </Shortcut>
              <Shortcut keys={['Ctrl+H', 'R']} separator={t('or')}>
                {t('find')}
              </Shortcut>
              <Shortcut keys={['F2']}>{t('edit')}</Shortcut>
              <Shortcut keys={['Mod+V']}>{t('paste')}</Shortcut>
              <Shortcut keys={['Mod+Z']}>{t('undo')}</Shortcut>
              <Shortcut keys={['Mod+Shift+Z']}>{t('redo')}</Shortcut>
            </ShortcutGroup>
            <p className="text-text-muted text-xs">{t('reviewLetters')}</p>
          </div>
        </div>
      </div>
    </Dialog>
  );
}

function ShortcutGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid content-start gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      <dl className="grid gap-1.5 text-sm">{children}</dl>
    </section>
  );
}

function Shortcut({ keys, separator, children }: { keys: readonly string[]; separator?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-4">
      <dt className="text-text-muted">{children}</dt>
      <dd className="flex flex-none items-center gap-1 text-text-muted text-xs">
        {keys.map((key, index) => (
          <span key={key} className="flex items-center gap-1">
            {index > 0 && separator}
            <Kbd>{key}</Kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
