import { useFormatter, useTranslations } from 'next-intl';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { FileGone } from '#lib/core/view/record-view.ts';

/** Why values cannot be shown, and what is left. */
export function FileGoneBanner({ gone }: { gone: FileGone }) {
  const t = useTranslations('records.fileGone');
  const format = useFormatter();
  if (gone.code === 'upload_gone')
    return (
      <Banner tone="warning" title={t('title')}>
        {t('text')}
      </Banner>
    );
  const date = format.dateTime(gone.at, { dateStyle: 'long' });
  return (
    <Banner tone="info" title={t('deleted', { date })}>
      {t('because', { because: gone.because })} {t('left')}
    </Banner>
  );
}
