'use client';

import { useRouter } from 'next/navigation';
import { useTimeZone } from 'next-intl';
import { useEffect } from 'react';
import { setPreferenceCookie } from '#components/ui/hooks/preference-cookie.ts';
import { isTimeZone } from '#lib/core/schedule/timetable.ts';
import { TIME_ZONE_COOKIE } from '#lib/messages/locale.ts';

/**
 * If the server rendered the page in another time zone than the browser's, stores the browser's in a cookie and
 * requests the page again. Only a cookie lets server and browser render the same times. Without cookies, the server's
 * zone remains.
 */
export function BrowserTimeZoneCookie() {
  const router = useRouter();
  const rendered = useTimeZone();
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (timeZone === rendered || !isTimeZone(timeZone)) return;
    setPreferenceCookie(TIME_ZONE_COOKIE, timeZone);
    if (document.cookie.includes(TIME_ZONE_COOKIE)) router.refresh();
  }, [rendered, router]);
  return null;
}
