import type { ReactNode } from 'react';

/** A link of the navigation. */
export interface NavItem {
  href: string;
  label: string;
  icon: ReactNode;
  /** Paths with one of these prefixes belong to the item; by default, those with the prefix `href`. */
  within?: readonly string[];
  count?: number;
  /** Matches only `href` itself, not paths below it, as for the first page of a section. */
  exact?: boolean;
  /** A small button next to the label that creates a new item. */
  create?: { href: string; label: string; icon: ReactNode };
}

export function isWithin(item: NavItem, path: string): boolean {
  if (item.exact) return path === item.href;
  return (item.within ?? [item.href]).some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
