import { useTranslations } from 'next-intl';

/** What a repair does, in words; one without a text is shown as its name. */
export function useRepairName(): (repair: string) => string {
  const t = useTranslations('review.repairs');
  return (repair) => (t.has(repair as never) ? t(repair as never) : repair);
}
