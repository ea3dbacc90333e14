import type { ReactNode } from 'react';
import { UnselectedSide } from '#components/audience/studio/side/unselected-side.tsx';
import { viewParentSegments } from '#lib/commands/audience/parent-segments.ts';
import { load } from '#lib/web/run-command.ts';

export default async function SelectLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <UnselectedSide parentSegments={await load(viewParentSegments, {})} />
      {children}
    </>
  );
}
