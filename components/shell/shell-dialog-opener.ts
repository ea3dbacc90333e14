'use client';

import { createContext, use } from 'react';

/** The dialogs available on every page. */
export type ShellDialog = 'palette' | 'shortcuts';

export const ShellDialogOpener = createContext<(dialog: ShellDialog) => void>(() => {});

/** Returns the function that opens one of these dialogs. */
export function useShellDialog(): (dialog: ShellDialog) => void {
  return use(ShellDialogOpener);
}
