import type { ReactNode } from 'react';
import { ControlPanelSide } from '#components/settings/control-panel-side.tsx';

export default function ControlPanelLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ControlPanelSide />
      {children}
    </>
  );
}
