import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { doneShare } from '#components/ui/charts/share.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { ProfileReading } from './use-profile.ts';

/** How much of a long file was read, or that it could not be read. Until it is, the table shows the first values. */
export function ReadingNote({ profile, progress, isFailed, retry }: ProfileReading) {
  const t = useTranslations('exports.match.reading');
  const format = useFormatter();
  if (isFailed)
    return (
      <Banner
        tone="warning"
        live
        title={t('failed')}
        actions={
          <Button size="sm" onClick={retry}>
            {t('retry')}
          </Button>
        }
      >
        {t('failedText')}
      </Banner>
    );
  if (profile || !progress) return null;
  const { records, bytes, of } = progress;
  const share = format.number(doneShare(bytes, of), { style: 'percent' });
  const text = t('progress', { records, share });
  return (
    <div className="grid gap-1.5 text-sm">
      <p>{text}</p>
      <ProgressBar label={t('label')} value={bytes} max={of} text={text} />
    </div>
  );
}
