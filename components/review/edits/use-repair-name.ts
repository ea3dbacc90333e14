import { useTranslations } from 'next-intl';

/** The text of a repair, or its name if there is none. */
export function useRepairName(): (repair: string) => string {
  const t = useTranslations('review.repairs');
  return (repair) => (t.has(repair as never) ? t(repair as never) : repair);
}
