'use client';

import { type ReactNode, useState } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import { isUnfinished } from '../build/is-unfinished.ts';
import { StudioDialogs } from './dialogs/studio-dialogs.tsx';
import type { Studio, StudioActions } from './shown-segment.ts';
import { type OpenDialog, StudioContext } from './studio-context.ts';

const COUNTING_REFRESHES = 20;

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
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const mayChange = useMay('audiences.write');
  // Keys pressed in the tree open dialogs, too, so the permission is checked here.
  const open = (next: OpenDialog) => {
    if (mayChange) setDialog(next);
  };
  const uncounted = studio.segments.filter(({ population }) => population === null);
  const uncountedKey = [studio.buildInUse?.job, ...uncounted.map(({ id, updatedAt }) => `${id} ${updatedAt}`)].join();
  return (
    <StudioContext value={{ studio, open }}>
      <AutoRefresh everyMs={WORKING_REFRESH_MS} active={isUnfinished(studio.newestBuild)} />
      {/* Segments are counted right after a build or a change. A segment that refers to a lost column is never counted,
          so the refreshes end after a while; the next build or change starts them again. */}
      <AutoRefresh
        key={uncountedKey}
        everyMs={WORKING_REFRESH_MS}
        active={studio.buildInUse !== null && uncounted.length > 0}
        maxRefreshes={COUNTING_REFRESHES}
      />
      {children}
      {dialog && <StudioDialogs dialog={dialog} actions={actions} onClose={() => setDialog(null)} />}
    </StudioContext>
  );
}
