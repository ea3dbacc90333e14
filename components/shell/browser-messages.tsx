'use client';

import { NextIntlClientProvider, useLocale } from 'next-intl';
import { type ReactNode, use } from 'react';
import type { Messages } from '#lib/messages/en.ts';
import type { Locale } from '#lib/messages/locale.ts';

const load: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: async () => (await import('#lib/messages/en.ts')).en,
  ja: async () => (await import('#lib/messages/ja.ts')).ja,
};
const loaded = new Map<Locale, Promise<Messages>>();

function messagesOf(locale: Locale): Promise<Messages> {
  const messages = loaded.get(locale) ?? load[locale]();
  loaded.set(locale, messages);
  return messages;
}

/**
 * All texts of the language, for client components. They are one script for each language, which the browser keeps: within the
 * page they would be most of it, and be sent again with each answer of an action.
 */
export function BrowserMessages({ children }: { children: ReactNode }) {
  const locale = useLocale();
  return (
    <NextIntlClientProvider locale={locale} messages={use(messagesOf(locale))}>
      {children}
    </NextIntlClientProvider>
  );
}
