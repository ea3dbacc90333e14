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
  const [openDialog, setOpenDialog] = useState<ShellDialog>();
  useShortcuts(setOpenDialog);
  const onOpenChange = (dialog: ShellDialog) => (isOpen: boolean) => setOpenDialog(isOpen ? dialog : undefined);
  return (
    <ShellDialogOpener value={setOpenDialog}>
      {children}
      <CommandPalette open={openDialog === 'palette'} onOpenChange={onOpenChange('palette')} createHref={createHref} />
      <ShortcutHelp open={openDialog === 'shortcuts'} onOpenChange={onOpenChange('shortcuts')} />
    </ShellDialogOpener>
  );
}
