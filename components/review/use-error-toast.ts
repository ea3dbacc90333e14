'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';

/** Shows why a request of the review failed, where the page has no other place for it. */
export function useErrorToast(): (error: unknown) => undefined {
  const t = useTranslations('review.editResult');
  return (error) => {
    toast.error((error instanceof Error && error.message) || t('noResponse'));
    return undefined;
  };
}
