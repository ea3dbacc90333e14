import type { ReactNode } from 'react';

/** A place of the console. */
export interface NavItem {
  href: string;
  label: string;
  icon: ReactNode;
  /** Addresses that begin with one of these belong to it; else those that begin with `href`. */
  within?: readonly string[];
  count?: number;
}

export function isWithin(item: NavItem, path: string): boolean {
  return (item.within ?? [item.href]).some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
