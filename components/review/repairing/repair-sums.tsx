import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Num } from '#components/ui/text/num.tsx';
import type { RepairTotals } from '#lib/core/review/repairing/safe-repairs.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { countIncluded } from './repair-button.tsx';

/** The counts of the file before and after the chosen repairs. */
export function RepairSums({ view: { records }, totals }: { view: ReviewView; totals: RepairTotals }) {
  const t = useTranslations('review.repairAll.sums');
  const { becomeReady, becomeLeftOut } = totals;
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3 rounded-card bg-surface-sunken px-4 py-3 ring-1 ring-border ring-inset">
      <Change label={t('ready')} from={records.ready} to={records.ready + becomeReady} />
      <Change label={t('invalid')} from={records.invalid} to={records.invalid - becomeReady - becomeLeftOut} />
      {becomeLeftOut > 0 && <Change label={t('leftOut')} from={records.leftOut} to={records.leftOut + becomeLeftOut} />}
      <Change label={t('records')} to={countIncluded(totals)} />
      {totals.leftOut > 0 && <Change label={t('alsoLeftOut')} to={totals.leftOut} />}
      <Change label={t('cells')} to={totals.cells} />
    </dl>
  );
}

function Change({ label, from, to }: { label: string; from?: number; to: number }) {
  const t = useTranslations('review.repairAll.sums');
  return (
    <div>
      <dt className="text-text-muted text-xs">{label}</dt>
      <dd className="flex items-center gap-2 text-base">
        {from !== undefined && (
          <>
            <Num value={from} />
            <ArrowRight role="img" aria-label={t('becomes')} className="size-3.5 text-text-faint" />
          </>
        )}
        <b className="font-semibold">
          <Num value={to} />
        </b>
      </dd>
    </div>
  );
}
