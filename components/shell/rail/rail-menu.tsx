import type { ReactNode } from 'react';
import { Menu } from '#components/ui/overlays/menu.tsx';
import { RAIL_ITEM } from './rail-style.ts';

export interface RailMenuProps {
  icon: ReactNode;
  label: string;
  expanded: boolean;
  children: ReactNode;
}

/** A menu at the foot of the rail: an icon, with its name while the rail is expanded. */
export function RailMenu({ icon, label, expanded, children }: RailMenuProps) {
  const name = expanded ? undefined : label;
  return (
    <Menu
      side="right"
      trigger={
        <button
          type="button"
          title={name}
          aria-label={name}
          className={`${RAIL_ITEM} ${expanded ? 'px-2.5' : 'w-10 justify-center'}`}
        >
          {icon}
          {expanded && <span className="truncate font-medium">{label}</span>}
        </button>
      }
    >
      {children}
    </Menu>
  );
}
