'use client';

import { type ReactNode, useState } from 'react';
import { CommandPalette } from './palette/command-palette.tsx';
import { type ShellDialog, ShellDialogOpener } from './shell-dialog-opener.ts';
import { ShortcutHelp } from './shortcuts/shortcut-help.tsx';
import { useShortcuts } from './shortcuts/use-shortcuts.ts';

export interface ShellDialogsProps {
  /** The path for creating an authentication. */
  createHref: string;
  children: ReactNode;
}

/** The dialogs available on every page, and their shortcuts. */
export function ShellDialogs({ createHref, children }: ShellDialogsProps) {
  const [open, setOpen] = useState<ShellDialog>();
  useShortcuts(setOpen);
  const onOpenChange = (dialog: ShellDialog) => (next: boolean) => setOpen(next ? dialog : undefined);
  return (
    <ShellDialogOpener value={setOpen}>
      {children}
      <CommandPalette open={open === 'palette'} onOpenChange={onOpenChange('palette')} createHref={createHref} />
      <ShortcutHelp open={open === 'shortcuts'} onOpenChange={onOpenChange('shortcuts')} />
    </ShellDialogOpener>
  );
}
