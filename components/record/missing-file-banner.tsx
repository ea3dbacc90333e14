import { useFormatter, useTranslations } from 'next-intl';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { FileGone } from '#lib/core/view/record-view.ts';

/** Explains why values cannot be shown, and what is still stored. */
export function MissingFileBanner({ missing }: { missing: FileGone }) {
  const t = useTranslations('records.fileGone');
  const format = useFormatter();
  if (missing.code === 'upload_gone')
    return (
      <Banner tone="warning" title={t('title')}>
        {t('text')}
      </Banner>
    );
  const date = format.dateTime(missing.at, { dateStyle: 'long' });
  return (
    <Banner tone="info" title={t('deleted', { date })}>
      {t('because', { because: missing.because })} {t('left')}
    </Banner>
  );
}
