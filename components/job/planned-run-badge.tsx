import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { PlannedRun, PlannedRunState } from '#lib/core/schedule/planned-run.ts';

const TONES: Record<PlannedRunState, Tone> = {
  waiting: 'queued',
  started: 'running',
  skipped: 'warning',
  refused: 'error',
};

/** The state of a run, or of its job once there is one. */
export function PlannedRunBadge({ run: { state, jobState } }: { run: Pick<PlannedRun, 'state' | 'jobState'> }) {
  const t = useTranslations();
  if (jobState !== null) return <Badge tone={jobState}>{t(`jobs.states.${jobState}`)}</Badge>;
  return (
    <Badge plain tone={TONES[state]}>
      {t(`schedules.history.states.${state}`)}
    </Badge>
  );
}
