import { cookies } from 'next/headers';
import { TopBar } from '../top-bar.tsx';
import { HOME, mainPlaces } from './main-places.tsx';
import { Rail } from './rail.tsx';
import { RAIL_COOKIE, RAIL_EXPANDED } from './rail-memory.ts';

export async function MainNavigation() {
  const places = await mainPlaces();
  const expanded = (await cookies()).get(RAIL_COOKIE)?.value === RAIL_EXPANDED;
  return (
    <>
      <Rail {...places} home={HOME} initiallyExpanded={expanded} />
      <TopBar {...places} home={HOME} />
    </>
  );
}
