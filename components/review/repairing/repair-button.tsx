import { WandSparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { ReviewContext } from '../review-context.ts';

/** The number of records that repairs change, without those that stay left out. */
export function countIncluded({ records, leftOut }: ReviewView['safeRepairs']): number {
  return records - leftOut;
}

/** Opens the preview of all safe repairs, and says how many records they change. */
export function RepairButton({ context: { view, lock }, onOpen }: { context: ReviewContext; onOpen: () => void }) {
  const t = useTranslations('review.repairAll');
  const count = countIncluded(view.safeRepairs);
  if (count === 0) return null;
  return (
    <Button
      needs="reviews.write"
      variant="soft"
      size="sm"
      disabled={lock !== undefined}
      icon={<WandSparkles aria-hidden />}
      onClick={onOpen}
    >
      {t('open', { count })}
    </Button>
  );
}
