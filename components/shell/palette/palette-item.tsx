import { Command } from 'cmdk';
import type { ReactNode } from 'react';

export interface PaletteItemProps {
  /** A unique ID. */
  id: string;
  label: string;
  icon: ReactNode;
  onSelect: () => void;
  /** A note after the label; included in the search. */
  note?: string | undefined;
  /** Additional search terms, not shown. */
  keywords?: readonly string[];
  end?: ReactNode;
}

export function PaletteItem({ id, label, icon, onSelect, note, keywords = [], end }: PaletteItemProps) {
  return (
    <Command.Item
      value={id}
      keywords={[label, ...(note ? [note] : []), ...keywords]}
      onSelect={onSelect}
      className={
        'flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-control px-2.5 py-1.5 text-sm max-wide:min-h-11 [&_svg]:size-4 [&_svg]:flex-none ' +
        'data-[selected=true]:bg-surface-selected data-[selected=true]:ring-2 data-[selected=true]:ring-focus data-[selected=true]:ring-inset'
      }
    >
      <span className="text-text-muted">{icon}</span>
      <span className="min-w-0 truncate">{label}</span>
      {note && <span className="min-w-0 flex-1 truncate text-text-muted">{note}</span>}
      {end && <span className="ml-auto flex flex-none items-center gap-1">{end}</span>}
    </Command.Item>
  );
}

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}
