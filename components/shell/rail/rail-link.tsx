'use client';

import { usePathname } from 'next/navigation';
import { isWithin, type NavItem } from '#components/layout/nav-item.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';
import { RAIL_ITEM } from './rail-style.ts';

/** A link of the rail: an icon with a tooltip, or icon and name while the rail is expanded. */
export function RailLink({ item, expanded }: { item: NavItem; expanded: boolean }) {
  const path = usePathname();
  const link = (
    <Link
      href={item.href}
      aria-label={expanded ? undefined : item.label}
      aria-current={isWithin(item, path) ? 'page' : undefined}
      className={`${RAIL_ITEM} ${expanded ? 'px-2.5' : 'w-10 justify-center'}`}
    >
      {item.icon}
      {expanded && <span className="truncate font-medium">{item.label}</span>}
    </Link>
  );
  if (expanded) return link;
  return (
    <Tooltip text={item.label} side="right">
      {link}
    </Tooltip>
  );
}
