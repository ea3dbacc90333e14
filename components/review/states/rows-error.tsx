import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { VisibleRows } from '../use-rows.ts';

/** Why rows could not be loaded, with a reload button. */
export function RowsError({ rows: { error, retry } }: { rows: Pick<VisibleRows, 'error' | 'retry'> }) {
  const t = useTranslations('review');
  if (!error) return null;
  return (
    <div className="px-6 pb-2 max-wide:px-4">
      <Banner
        tone="error"
        live
        title={t('failed.rows')}
        actions={
          <Button size="sm" icon={<RotateCw aria-hidden />} onClick={retry}>
            {t('editResult.reload')}
          </Button>
        }
      >
        {error.message || t('editResult.noResponse')}
      </Banner>
    </div>
  );
}
