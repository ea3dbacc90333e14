import { setPreferenceCookie } from '#components/ui/hooks/preference-cookie.ts';

export const READINESS_COOKIE = 'readiness';
export const READINESS_HIDDEN = 'hidden';

export function saveReadinessPreference(isOpen: boolean): void {
  setPreferenceCookie(READINESS_COOKIE, isOpen ? 'shown' : READINESS_HIDDEN);
}
