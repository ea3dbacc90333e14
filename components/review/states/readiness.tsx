import { useTranslations } from 'next-intl';
import { Share, ShareBar, shareOf } from '#components/ui/charts/share.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { ReviewContext } from '../review-context.ts';
import { ReadinessTips } from './readiness-tips.tsx';

/** The share of ready records with each identifier, and how to raise it. */
export function Readiness({ context }: { context: ReviewContext }) {
  const t = useTranslations('review.readiness');
  const { view } = context;
  return (
    <div className="grid content-start gap-4 text-sm">
      <p className="text-text-muted text-xs">{t('lead', { count: view.records.ready })}</p>
      <ul className="grid gap-2.5">
        {view.forecast.matchKeys.map(({ fields, records }) => (
          <Coverage key={fields.join()} fields={fields} records={records} of={view.records.ready} />
        ))}
      </ul>
      <ReadinessTips context={context} />
    </div>
  );
}

interface CoverageProps {
  fields: readonly string[];
  records: number;
  of: ReviewView['records']['ready'];
}

function Coverage({ fields, records, of }: CoverageProps) {
  const t = useTranslations('review.readiness');
  const share = shareOf(records, of);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-1" title={t('of', { records, of })}>
      <span className="min-w-0">
        {t('key', { key: fields.join('_') })}{' '}
        <span className="mono text-2xs text-text-faint [overflow-wrap:anywhere]">{fields.join(' + ')}</span>
      </span>
      <Share value={share} />
      <ShareBar value={share} className="col-span-2" />
    </li>
  );
}
