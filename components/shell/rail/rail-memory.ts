import { remember } from '#components/ui/hooks/remember.ts';

export const RAIL_COOKIE = 'rail';
export const RAIL_EXPANDED = 'expanded';

export function rememberRail(expanded: boolean): void {
  remember(RAIL_COOKIE, expanded ? RAIL_EXPANDED : 'icons');
}
