'use client';

import { clsx } from 'clsx';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMayOpen } from '#components/access/use-may-open.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Num } from '../text/num.tsx';
import { TAB } from './tab-style.ts';
import { useScrollToCurrent } from './use-scroll-to-current.ts';

interface TabLink {
  href: string;
  label: ReactNode;
  count?: number;
}

export interface TabLinksProps {
  tabs: readonly TabLink[];
  label?: string;
  className?: string;
}

/** Tabs with their own paths. Of the tabs that match the current path, the one with the longest path is current. */
export function TabLinks({ tabs, label, className }: TabLinksProps) {
  const t = useTranslations('shell.kit');
  const path = usePathname();
  const mayOpen = useMayOpen();
  const row = useScrollToCurrent(path);
  const matching = tabs.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  const [current] = matching.toSorted((a, b) => b.href.length - a.href.length);
  return (
    <nav
      ref={row}
      aria-label={label ?? t('tabs')}
      className={clsx('no-scrollbar flex-none overflow-x-auto', className)}
    >
      <ul className="flex gap-6 max-wide:gap-5">
        {tabs
          .filter(({ href }) => mayOpen(href))
          .map((tab) => (
            <li key={tab.href}>
              <Link href={tab.href} aria-current={tab.href === current?.href ? 'page' : undefined} className={TAB}>
                {tab.label}
                {tab.count !== undefined && (
                  <span className="font-normal text-text-faint text-xs">
                    <Num value={tab.count} />
                  </span>
                )}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
