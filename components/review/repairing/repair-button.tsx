import { WandSparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import type { ReviewContext } from '../review-context.ts';

/** Opens the preview of all safe repairs, and names how many records these change. */
export function RepairButton({ context: { view, lock }, onOpen }: { context: ReviewContext; onOpen: () => void }) {
  const t = useTranslations('review.repairAll');
  const { records } = view.safeRepairs;
  if (records === 0) return null;
  return (
    <Button
      needs="reviews.write"
      variant="soft"
      size="sm"
      disabled={lock !== undefined}
      icon={<WandSparkles aria-hidden />}
      onClick={onOpen}
    >
      {t('open', { count: records })}
    </Button>
  );
}
