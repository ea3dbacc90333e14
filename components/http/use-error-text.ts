'use client';

import { useTranslations } from 'next-intl';

/** A form error as text: schemas yield codes, the server texts. */
export function useErrorText() {
  const t = useTranslations('errors');
  return (error: { message?: string } | undefined): string | undefined => {
    const message = error?.message;
    return message !== undefined && t.has(message as never) ? t(message as never) : message;
  };
}
