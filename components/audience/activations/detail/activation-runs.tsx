import { useTranslations } from 'next-intl';
import { PlannedRuns } from '#components/job/planned-runs.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { JOBLESS_RUNS_KEPT_DAYS } from '#lib/core/schedule/planned-run.ts';
import { RecordsOfRun } from '../records-of-run.tsx';
import type { ShownActivation } from './shown-activation.ts';

export interface ActivationRunsProps {
  activation: ShownActivation;
  olderHref: string | undefined;
}

/** Planned times and manual runs with their jobs; those without a job say why. */
export function ActivationRuns({ activation: { runs, schedule }, olderHref }: ActivationRunsProps) {
  const t = useTranslations('activations.page');
  const historyText = useTranslations('schedules.history');
  if (runs.length === 0) return <p className="text-sm text-text-muted">{t('neverRun')}</p>;
  return (
    <>
      <PlannedRuns
        runs={runs}
        timeZone={schedule?.timeZone ?? 'UTC'}
        resultColumn={{ label: t('records'), contentOf: ({ job }) => (job ? <RecordsOfRun job={job} /> : '—') }}
      />
      {olderHref !== undefined && (
        <nav className="pt-3">
          <ButtonLink size="sm" href={olderHref}>
            {t('older')}
          </ButtonLink>
        </nav>
      )}
      <p className="pt-3 text-text-muted text-xs">{historyText('kept', { days: JOBLESS_RUNS_KEPT_DAYS })}</p>
    </>
  );
}
