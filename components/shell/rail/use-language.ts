'use client';

import { useRouter } from 'next/navigation';
import { remember } from '#components/ui/hooks/remember.ts';
import { LOCALE_COOKIE } from '#lib/messages/locale.ts';

/** Changes the language of all pages. What was entered on this one stays: the server only says it in other words. */
export function useLanguage(): (locale: string) => void {
  const router = useRouter();
  return (locale) => {
    remember(LOCALE_COOKIE, locale);
    router.refresh();
  };
}
