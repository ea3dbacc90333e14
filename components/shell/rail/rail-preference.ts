import { setPreferenceCookie } from '#components/ui/hooks/preference-cookie.ts';

export const RAIL_COOKIE = 'rail';
export const RAIL_EXPANDED = 'expanded';

export function saveRailPreference(expanded: boolean): void {
  setPreferenceCookie(RAIL_COOKIE, expanded ? RAIL_EXPANDED : 'icons');
}
