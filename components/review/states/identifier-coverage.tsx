import { useTranslations } from 'next-intl';
import { Share, ShareBar, shareOf } from '#components/ui/charts/share.tsx';
import type { ReviewContext } from '../review-context.ts';
import { CoverageTips } from './coverage-tips.tsx';

/** The share of ready records with each identifier, and how to raise it. */
export function IdentifierCoverage({ context }: { context: ReviewContext }) {
  const t = useTranslations('review.coverage');
  const { view } = context;
  return (
    <div className="grid content-start gap-4 text-sm">
      <p className="text-text-muted text-xs">{t('lead', { count: view.records.ready })}</p>
      <ul className="grid gap-2.5">
        {view.forecast.identifiers.map(({ fields, records }) => (
          <Coverage key={fields.join()} fields={fields} recordCount={records} readyRecordCount={view.records.ready} />
        ))}
      </ul>
      <CoverageTips context={context} />
    </div>
  );
}

interface CoverageProps {
  fields: readonly string[];
  recordCount: number;
  readyRecordCount: number;
}

function Coverage({ fields, recordCount, readyRecordCount }: CoverageProps) {
  const t = useTranslations('review.coverage');
  const share = shareOf(recordCount, readyRecordCount);
  return (
    <li
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-1"
      title={t('of', { records: recordCount, of: readyRecordCount })}
    >
      <span className="min-w-0">
        {t('key', { key: fields.join('_') })}{' '}
        <span className="mono text-2xs text-text-faint [overflow-wrap:anywhere]">{fields.join(' + ')}</span>
      </span>
      <Share value={share} />
      <ShareBar value={share} className="col-span-2" />
    </li>
  );
}
