'use client';

import { Keyboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { useShellDialog } from '../shell-dialog-opener.ts';

export function ShortcutsButton({ children }: { children: ReactNode }) {
  const openDialog = useShellDialog();
  return (
    <Button icon={<Keyboard aria-hidden />} onClick={() => openDialog('shortcuts')}>
      {children}
    </Button>
  );
}
