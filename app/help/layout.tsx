import type { ReactNode } from 'react';
import { HelpSide } from '#components/help/help-side.tsx';

export default function HelpLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <HelpSide />
      {children}
    </>
  );
}
