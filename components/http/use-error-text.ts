'use client';

import { useTranslations } from 'next-intl';

/** A form's error as text: its schema says codes, the server's answer texts. */
export function useErrorText() {
  const t = useTranslations('errors');
  return (error: { message?: string } | undefined): string | undefined => {
    const message = error?.message;
    return message !== undefined && t.has(message as never) ? t(message as never) : message;
  };
}
