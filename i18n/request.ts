import { getRequestConfig } from 'next-intl/server';
import { messagesByLocale } from '#lib/messages/by-locale.ts';
import { requestLocale } from '#lib/web/request/request-locale.ts';
import { requestTimeZone } from '#lib/web/request/request-time-zone.ts';

export default getRequestConfig(async () => {
  const [locale, timeZone] = await Promise.all([requestLocale(), requestTimeZone()]);
  return { locale, messages: messagesByLocale[locale], timeZone };
});
