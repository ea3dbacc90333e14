import { setPreferenceCookie } from '#components/ui/hooks/preference-cookie.ts';

export const FIRST_STEPS_COOKIE = 'first-steps';
export const FIRST_STEPS_HIDDEN = 'hidden';

export function saveFirstStepsPreference(shown: boolean): void {
  setPreferenceCookie(FIRST_STEPS_COOKIE, shown ? 'shown' : FIRST_STEPS_HIDDEN);
}
