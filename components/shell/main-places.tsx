import { Blocks, CircleQuestionMark, ListChecks, SlidersHorizontal } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { NavItem } from './nav-item.ts';

export const HOME = '/integrations/catalog';

/** What the navigation shows is what exists: a place appears here with its feature. */
export async function mainPlaces(): Promise<{ items: NavItem[]; footItems: NavItem[] }> {
  const t = await getTranslations('shell.nav');
  return {
    items: [
      {
        href: '/integrations/catalog',
        label: t('integrations'),
        icon: <Blocks aria-hidden />,
        within: ['/integrations', '/exports', '/sandbox'],
      },
      { href: '/jobs', label: t('jobs'), icon: <ListChecks aria-hidden /> },
      { href: '/settings', label: t('controlPanel'), icon: <SlidersHorizontal aria-hidden /> },
    ],
    footItems: [
      { href: '/help/access-token', label: t('help'), icon: <CircleQuestionMark aria-hidden />, within: ['/help'] },
    ],
  };
}
