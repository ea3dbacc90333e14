import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { jobPath } from '#components/paths.ts';
import { Spinner } from '#components/ui/feedback/spinner.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Trial } from '#lib/core/export/trial.ts';
import { isUnderWay } from './use-trials.ts';

/** The result of the last trial of a kind. */
export function TrialResult({ trial }: { trial: Trial | undefined }) {
  const t = useTranslations('exports.trials');
  if (!trial) return <p role="status" className="empty:hidden" />;
  const { id, kind, state, records, isOutdated, endedAt } = trial;
  const { accepted } = records;
  const isGood = state === 'success' && records.rejected === 0;
  const job = (chunks: ReactNode) => <Link href={jobPath(id)}>{chunks}</Link>;
  const values = {
    job,
    id: String(id),
    kind,
    sandbox: String(trial.isSandbox),
    state,
    accepted,
    count: accepted,
    rejected: records.rejected,
    invalid: records.invalid,
  };
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <p
      role="status"
      className={`relative z-1 flex items-start gap-2 text-xs ${isGood ? 'text-success' : 'text-text-muted'}`}
    >
      {isUnderWay(trial) ? <Spinner /> : <Icon aria-hidden className="mt-0.5 size-3.5 flex-none" />}
      <span>
        {isUnderWay(trial) && t.rich('underWay', values)}
        {state === 'success' && t.rich(records.rejected > 0 ? 'rejected' : 'accepted', values)}
        {!isUnderWay(trial) && state !== 'success' && t.rich('stopped', values)}
        {endedAt !== null && (
          <>
            {' '}
            <Time value={endedAt} shape="timeToMinute" />
          </>
        )}
        {isOutdated && <> · {t('outdated')}</>}
      </span>
    </p>
  );
}
