'use client';

import { NextIntlClientProvider, useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { messagesByLocale } from '#lib/messages/by-locale.ts';

/**
 * All messages, for client components. They are part of a script, which the browser caches: inlined, they would be most
 * of the page, and would be sent again with each response of an action. Loading only one language would delay hydration
 * by another request.
 */
export function BrowserMessages({ children }: { children: ReactNode }) {
  const locale = useLocale();
  return (
    <NextIntlClientProvider locale={locale} messages={messagesByLocale[locale]}>
      {children}
    </NextIntlClientProvider>
  );
}
