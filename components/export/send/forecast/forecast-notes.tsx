import { Ban, Clock, History, Store } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { stepPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { ForecastNote } from './forecast-note.tsx';

/** Warning codes of the event time. */
const TOO_OLD = 'event_time_old';
const WITHOUT_ZONE = 'event_time_without_zone';

/** Whether the file has times without a time zone, and no zone was chosen for them. */
export function isZoneOpen(review: ReviewView | null): boolean {
  return review?.issues.some(({ code }) => code === WITHOUT_ZONE) ?? false;
}

export interface ForecastNotesProps {
  review: ReviewView;
  /** Whether no event is left to send. */
  isEmpty: boolean;
}

/** Why the file cannot be sent, and how the receiving service will treat the events' times. */
export function ForecastNotes({ review, isEmpty }: ForecastNotesProps) {
  const { upload, issues, forecast, records } = review;
  const t = useTranslations('exports.forecast');
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  const old = issues.reduce((sum, { code, records: count }) => sum + (code === TOO_OLD ? count : 0), 0);
  const link = (chunks: ReactNode) => (
    <Link href={stepPath(upload, 'review')} className="link-underline">
      {chunks}
    </Link>
  );
  return (
    <>
      {isEmpty && <ForecastNote icon={<Ban aria-hidden className="size-4" />}>{t.rich('empty', { b })}</ForecastNote>}
      {isZoneOpen(review) && (
        <ForecastNote icon={<Clock aria-hidden className="size-4" />}>
          {t.rich('withoutZone', { b, link })}
        </ForecastNote>
      )}
      {old > 0 && (
        <ForecastNote icon={<History aria-hidden className="size-4" />}>
          {t.rich('old', { b, count: old })}
        </ForecastNote>
      )}
      {forecast.late > 0 && (
        <ForecastNote icon={<Store aria-hidden className="size-4" />}>
          {t.rich('late', { b, count: forecast.late, all: forecast.late === records.ready ? 'yes' : 'no' })}
        </ForecastNote>
      )}
    </>
  );
}
