import { getRequestConfig } from 'next-intl/server';
import { messagesByLocale } from '#lib/messages/by-locale.ts';
import { requestLocale } from '#lib/web/request-locale.ts';

// The console runs on the user's own machine: the server's zone is the reader's, and both sides render the same text.
const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export default getRequestConfig(async () => {
  const locale = await requestLocale();
  return { locale, messages: messagesByLocale[locale], timeZone };
});
