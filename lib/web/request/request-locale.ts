import { chooseLocale, LOCALE_COOKIE, type Locale } from '../../messages/locale.ts';

/** The language of the person who made the current request; English if there is no request. */
export async function requestLocale(): Promise<Locale> {
  const { cookies, headers } = await import('next/headers.js');
  try {
    return chooseLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'));
  } catch {
    return 'en';
  }
}
