'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMayOpen } from '#components/access/use-may-open.ts';
import { iconButtonStyle } from '#components/ui/buttons/button-style.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { useScrollToCurrent } from '#components/ui/navigation/use-scroll-to-current.ts';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { isWithin, type NavItem } from './nav-item.ts';
import { SideColumn } from './side-column.tsx';

export interface SideNavProps {
  title: string;
  items: readonly NavItem[];
  note?: ReactNode;
}

/** The pages of a section; on phones a row of tabs. */
export function SideNav({ title, items, note }: SideNavProps) {
  const t = useTranslations('shell.nav');
  const path = usePathname();
  const mayOpen = useMayOpen();
  const row = useScrollToCurrent(path);
  return (
    <SideColumn title={title} note={note}>
      <nav ref={row} aria-label={`${title}: ${t('section')}`} className="max-wide:w-max">
        <ul className="wide:grid flex wide:gap-0.5 gap-1">
          {items
            .filter(({ href }) => mayOpen(href))
            .map((item) => (
              <li key={item.href} className="relative">
                <Link
                  href={item.href}
                  aria-current={isWithin(item, path) ? 'page' : undefined}
                  className={
                    'flex min-h-9 items-center gap-2.5 rounded-control px-2.5 font-medium text-text-muted hover:bg-surface-hover hover:text-text hover:no-underline max-wide:whitespace-nowrap ' +
                    'aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-soft-text [&_svg]:size-4 [&_svg]:flex-none'
                  }
                >
                  {item.icon}
                  {item.label}
                  {item.count !== undefined && (
                    <span className="ml-auto font-normal text-xs">
                      <Num value={item.count} />
                    </span>
                  )}
                </Link>
                {item.create && mayOpen(item.create.href) && <CreateLink {...item.create} />}
              </li>
            ))}
        </ul>
      </nav>
    </SideColumn>
  );
}

/** Hidden on phones, where the list has a button of its own. */
function CreateLink({ href, label, icon }: NonNullable<NavItem['create']>) {
  return (
    <Tooltip text={label} side="right">
      <Link
        href={href}
        aria-label={label}
        className={iconButtonStyle('plain', 'sm', 'absolute! top-1 right-1 rounded-full! max-wide:hidden')}
      >
        {icon}
      </Link>
    </Tooltip>
  );
}
