'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { NavItem } from '#components/layout/nav-item.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';
import { SearchButton } from '../search-button.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { ProductMark } from './product-mark.tsx';
import { RailLink } from './rail-link.tsx';
import { saveRailPreference } from './rail-preference.ts';
import { RAIL_ITEM } from './rail-style.ts';
import { ThemeMenu } from './theme-menu.tsx';

export interface RailProps {
  items: readonly NavItem[];
  /** Items at the bottom, such as Help. */
  footItems: readonly NavItem[];
  home: string;
  initiallyExpanded: boolean;
}

/** The main navigation on desktops; phones have the top bar. */
export function Rail({ items, footItems, home, initiallyExpanded }: RailProps) {
  const t = useTranslations('shell');
  const [expanded, setExpanded] = useState(initiallyExpanded);
  return (
    <nav
      aria-label={t('main')}
      className={`rail-gradient flex flex-none flex-col gap-1 py-3 max-wide:hidden ${expanded ? 'w-52 px-2.5' : 'w-rail items-center'}`}
    >
      <Link
        href={home}
        aria-label={t('product')}
        className={`mb-3 flex h-10 items-center gap-3 text-rail-focus hover:text-rail-active-icon hover:no-underline focus-visible:outline-rail-focus ${expanded ? 'px-2' : 'w-10 justify-center'}`}
      >
        <ProductMark />
        {expanded && <span className="truncate font-semibold text-rail-active-icon">{t('product')}</span>}
      </Link>
      {items.map((item) => (
        <RailLink key={item.href} item={item} expanded={expanded} />
      ))}
      <div className={`mt-auto grid gap-1 ${expanded ? '' : 'justify-items-center'}`}>
        <SearchButton expanded={expanded} />
        <ThemeMenu expanded={expanded} />
        <LanguageMenu expanded={expanded} />
        {footItems.map((item) => (
          <RailLink key={item.href} item={item} expanded={expanded} />
        ))}
        <ExpandButton
          expanded={expanded}
          onPress={() => {
            setExpanded(!expanded);
            saveRailPreference(!expanded);
          }}
        />
      </div>
    </nav>
  );
}

function ExpandButton({ expanded, onPress }: { expanded: boolean; onPress: () => void }) {
  const t = useTranslations('shell.nav');
  const Icon = expanded ? PanelLeftClose : PanelLeftOpen;
  const label = expanded ? t('collapse') : t('expand');
  return (
    <Tooltip text={label} side="right">
      <button
        type="button"
        aria-label={label}
        aria-expanded={expanded}
        onClick={onPress}
        className={`${RAIL_ITEM} ${expanded ? 'px-2.5' : 'w-10 justify-center'}`}
      >
        <Icon aria-hidden />
        {expanded && <span className="truncate font-medium">{label}</span>}
      </button>
    </Tooltip>
  );
}
