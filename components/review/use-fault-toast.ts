'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { toast } from 'sonner';

/** Reports a request of the review that failed or got no response, where the page has no place of its own for it. */
export function useFaultToast(): (error: unknown) => undefined {
  const t = useTranslations('review.outcome');
  return useCallback(
    (error: unknown) => {
      toast.error((error instanceof Error && error.message) || t('noAnswer'));
      return undefined;
    },
    [t],
  );
}
