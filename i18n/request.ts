import { getRequestConfig } from 'next-intl/server';
import { messagesByLocale } from '#lib/messages/by-locale.ts';
import { requestLocale } from '#lib/web/request-locale.ts';

// The console runs on the user's machine: server and browser share the time zone, so both render the same text.
const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export default getRequestConfig(async () => {
  const locale = await requestLocale();
  return { locale, messages: messagesByLocale[locale], timeZone };
});
