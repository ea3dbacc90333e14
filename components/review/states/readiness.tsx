import { useFormatter, useTranslations } from 'next-intl';
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
  const format = useFormatter();
  const share = of === 0 ? 0 : records / of;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-1" title={t('of', { records, of })}>
      <span className="min-w-0">
        {t('key', { key: fields.join('_') })}{' '}
        <span className="mono text-2xs text-text-faint [overflow-wrap:anywhere]">{fields.join(' + ')}</span>
      </span>
      <span className="tabular-nums">
        {format.number(share, { style: 'percent', maximumFractionDigits: share > 0 && share < 1 ? 1 : 0 })}
      </span>
      <span aria-hidden className="col-span-2 h-1.25 overflow-hidden rounded-full bg-chart-track">
        <i className="block h-full rounded-full bg-chart-accepted" style={{ width: `${share * 100}%` }} />
      </span>
    </li>
  );
}
