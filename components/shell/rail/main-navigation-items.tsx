import {
  Blocks,
  CircleQuestionMark,
  CircleUserRound,
  DatabaseZap,
  House,
  ListChecks,
  SlidersHorizontal,
  UsersRound,
} from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { NavItem } from '#components/layout/nav-item.ts';
import { ACCOUNT, CATALOG, JOBS, QUERIES, SANDBOX, STUDIO, settingsPath } from '#components/paths.ts';

export const HOME = '/';

export async function mainNavigationItems(hasSession: boolean): Promise<{ items: NavItem[]; footItems: NavItem[] }> {
  const t = await getTranslations('shell.nav');
  return {
    items: [
      { href: HOME, label: t('home'), icon: <House aria-hidden />, exact: true },
      {
        href: CATALOG,
        label: t('integrations'),
        icon: <Blocks aria-hidden />,
        within: ['/integrations', '/exports', SANDBOX],
      },
      { href: QUERIES, label: t('workbench'), icon: <DatabaseZap aria-hidden />, within: ['/workbench'] },
      { href: STUDIO, label: t('audienceStudio'), icon: <UsersRound aria-hidden /> },
      { href: JOBS, label: t('jobs'), icon: <ListChecks aria-hidden /> },
      { href: settingsPath('limits'), label: t('controlPanel'), icon: <SlidersHorizontal aria-hidden /> },
    ],
    footItems: [
      { href: '/help', label: t('help'), icon: <CircleQuestionMark aria-hidden /> },
      ...(hasSession ? [{ href: ACCOUNT, label: t('account'), icon: <CircleUserRound aria-hidden /> }] : []),
    ],
  };
}
