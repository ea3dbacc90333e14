'use client';

import type { ReactNode } from 'react';
import { useState } from 'react';
import { StudioDialogs } from './dialogs/studio-dialogs.tsx';
import type { Studio, StudioActions } from './shown-segment.ts';
import { type OpenDialog, StudioContext } from './studio-context.ts';

/** What tree, lists and pages of a parent segment share: its segments, and the dialogs that change them. */
export function StudioFrame({
  studio,
  actions,
  children,
}: {
  studio: Studio;
  actions: StudioActions;
  children: ReactNode;
}) {
  const [opened, open] = useState<OpenDialog | null>(null);
  return (
    <StudioContext value={{ studio, open }}>
      {children}
      {opened && <StudioDialogs opened={opened} actions={actions} onClose={() => open(null)} />}
    </StudioContext>
  );
}
