'use client';

import { type ReactNode, useState } from 'react';
import { CommandPalette } from './palette/command-palette.tsx';
import { type ShellDialog, ShellDialogOpener } from './shell-dialog-opener.ts';
import { ShortcutHelp } from './shortcuts/shortcut-help.tsx';
import { useShortcuts } from './shortcuts/use-shortcuts.ts';

export interface ShellDialogsProps {
  /** The path for creating an authentication. */
  newAuthenticationHref: string;
  children: ReactNode;
}

/** The dialogs available on every page, and their shortcuts. */
export function ShellDialogs({ newAuthenticationHref, children }: ShellDialogsProps) {
  const [shownDialog, openDialog] = useState<ShellDialog>();
  useShortcuts(openDialog);
  const onOpenChange = (dialog: ShellDialog) => (isOpen: boolean) => openDialog(isOpen ? dialog : undefined);
  return (
    <ShellDialogOpener value={openDialog}>
      {children}
      <CommandPalette
        open={shownDialog === 'palette'}
        onOpenChange={onOpenChange('palette')}
        newAuthenticationHref={newAuthenticationHref}
      />
      <ShortcutHelp open={shownDialog === 'shortcuts'} onOpenChange={onOpenChange('shortcuts')} />
    </ShellDialogOpener>
  );
}
