import { cookies } from 'next/headers';
import { TopBar } from '../top-bar.tsx';
import { HOME, mainNavigationItems } from './main-navigation-items.tsx';
import { Rail } from './rail.tsx';
import { RAIL_COOKIE, RAIL_EXPANDED } from './rail-preference.ts';

/** `hasSession`: whether the visitor has signed in. */
export async function MainNavigation({ hasSession }: { hasSession: boolean }) {
  const items = await mainNavigationItems(hasSession);
  const expanded = (await cookies()).get(RAIL_COOKIE)?.value === RAIL_EXPANDED;
  return (
    <>
      <Rail {...items} home={HOME} initiallyExpanded={expanded} />
      <TopBar {...items} home={HOME} />
    </>
  );
}
