import type { ReactNode } from 'react';
import { WorkbenchSide } from '#components/workbench/workbench-side.tsx';

export default function WorkbenchLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <WorkbenchSide />
      {children}
    </>
  );
}
