import { getRequestConfig } from 'next-intl/server';
import { messagesByLocale } from '#lib/messages/by-locale.ts';
import { requestLocale } from '#lib/web/request-locale.ts';

// The time zone of the machine that runs the console, also in browsers elsewhere: both must render the same text.
const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export default getRequestConfig(async () => {
  const locale = await requestLocale();
  return { locale, messages: messagesByLocale[locale], timeZone };
});
