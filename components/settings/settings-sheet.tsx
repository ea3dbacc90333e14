import type { ReactNode } from 'react';
import { Sheet, SheetBody, SheetFoot, SheetLead } from '#components/shell/sheet.tsx';
import { SheetHead } from '#components/shell/sheet-head.tsx';

export interface SettingsSheetProps {
  title: string;
  lead: string;
  children: ReactNode;
  foot: ReactNode;
}

export function SettingsSheet({ title, lead, children, foot }: SettingsSheetProps) {
  return (
    <Sheet>
      <SheetHead title={title} />
      <SheetLead>{lead}</SheetLead>
      <SheetBody padded={false}>{children}</SheetBody>
      <SheetFoot>{foot}</SheetFoot>
    </Sheet>
  );
}
