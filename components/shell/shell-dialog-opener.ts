'use client';

import { createContext, use } from 'react';

/** The dialogs that every page has. */
export type ShellDialog = 'palette' | 'shortcuts';

export const ShellDialogOpener = createContext<(dialog: ShellDialog) => void>(() => {});

/** Opens one of the dialogs that every page has. */
export function useShellDialog(): (dialog: ShellDialog) => void {
  return use(ShellDialogOpener);
}
