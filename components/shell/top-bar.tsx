'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Menu, X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isWithin, type NavItem } from '#components/layout/nav-item.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { SCRIM } from '#components/ui/overlays/dialog-style.ts';
import { LanguageMenu } from './rail/language-menu.tsx';
import { ProductMark } from './rail/product-mark.tsx';
import { RailLink } from './rail/rail-link.tsx';
import { RAIL_ITEM } from './rail/rail-style.ts';
import { ThemeMenu } from './rail/theme-menu.tsx';
import { SearchButton } from './search-button.tsx';

export interface TopBarProps {
  items: readonly NavItem[];
  footItems: readonly NavItem[];
  home: string;
}

/** The navigation on phones: the current section, and a menu. */
export function TopBar({ items, footItems, home }: TopBarProps) {
  const t = useTranslations('shell');
  const path = usePathname();
  const [isOpen, setOpen] = useState(false);
  const current = [...items, ...footItems].find((item) => isWithin(item, path));
  return (
    <header className="rail-gradient-across sticky top-0 z-10 flex wide:hidden h-13 flex-none items-center gap-1 px-2">
      <Dialog.Root open={isOpen} onOpenChange={setOpen}>
        <Dialog.Trigger aria-label={t('menu.open')} className={`${RAIL_ITEM} size-11 justify-center`}>
          <Menu aria-hidden />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className={SCRIM} />
          <Dialog.Popup className="rail-gradient fixed inset-y-0 left-0 z-30 flex w-72 max-w-[85vw] flex-col gap-1 p-2 text-rail-icon shadow-dialog outline-none transition-transform duration-base data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
            <div className="mb-2 flex items-center gap-3">
              <Dialog.Close aria-label={t('menu.close')} className={`${RAIL_ITEM} size-11 justify-center`}>
                <X aria-hidden />
              </Dialog.Close>
              <Dialog.Title className="font-semibold text-base text-rail-active-icon">{t('product')}</Dialog.Title>
            </div>
            {/* A click on any link closes the menu. */}
            <nav
              aria-label={t('main')}
              className="flex flex-1 flex-col gap-1 [&_a]:min-h-11"
              onClickCapture={() => setOpen(false)}
            >
              {items.map((item) => (
                <RailLink key={item.href} item={item} expanded />
              ))}
              <div className="mt-auto grid gap-1">
                {footItems.map((item) => (
                  <RailLink key={item.href} item={item} expanded />
                ))}
              </div>
            </nav>
            <ThemeMenu expanded />
            <LanguageMenu expanded />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <Link
        href={home}
        aria-label={t('product')}
        className="grid size-11 place-items-center text-rail-focus focus-visible:outline-rail-focus"
      >
        <ProductMark />
      </Link>
      <span className="min-w-0 flex-1 truncate font-semibold text-rail-active-icon">{current?.label}</span>
      <SearchButton expanded={false} />
    </header>
  );
}
