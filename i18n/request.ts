import { getRequestConfig } from 'next-intl/server';
import { en } from '#lib/messages/en.ts';

// The console runs on the user's own machine: the server's zone is the reader's, and both sides render the same text.
const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export default getRequestConfig(() => ({ locale: 'en', messages: en, timeZone }));
