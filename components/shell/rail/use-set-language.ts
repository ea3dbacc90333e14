'use client';

import { useRouter } from 'next/navigation';
import { setPreferenceCookie } from '#components/ui/hooks/preference-cookie.ts';
import { LOCALE_COOKIE } from '#lib/messages/locale.ts';

/** Changes the language of all pages. Unlike a reload, a refresh keeps form input. */
export function useSetLanguage(): (locale: string) => void {
  const router = useRouter();
  return (locale) => {
    setPreferenceCookie(LOCALE_COOKIE, locale);
    router.refresh();
  };
}
