import { remember } from '#components/ui/hooks/remember.ts';

export const READINESS_COOKIE = 'readiness';
export const READINESS_HIDDEN = 'hidden';

export function rememberReadiness(isOpen: boolean): void {
  remember(READINESS_COOKIE, isOpen ? 'shown' : READINESS_HIDDEN);
}
