import type { ReactNode } from 'react';

/** A place of the console. */
export interface NavItem {
  href: string;
  label: string;
  icon: ReactNode;
  /** Addresses that begin with one of these belong to it; else those that begin with `href`. */
  within?: readonly string[];
  count?: number;
  /** Its own address alone, not those below it: the first page of a section. */
  exact?: boolean;
  /** A small button beside its name that makes a new one. */
  create?: { href: string; label: string; icon: ReactNode };
}

export function isWithin(item: NavItem, path: string): boolean {
  if (item.exact) return path === item.href;
  return (item.within ?? [item.href]).some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
