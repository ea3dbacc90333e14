import { useTranslations } from 'next-intl';
import { OutcomeBar } from '#components/ui/charts/outcome-bar.tsx';
import type { ActivationJob } from '#lib/core/audience/activation/activation-run.ts';
import { isFinal, OUTCOMES } from '#lib/core/job/job.ts';

/** How many records of a run were accepted. After it has stopped, a bar shows the other outcomes, if there are any. */
export function RecordsOfRun({ job: { state, records } }: { job: ActivationJob }) {
  const t = useTranslations('activations');
  const outcomeText = useTranslations('jobs.outcomes');
  const { read, accepted } = records;
  if (!isFinal(state) && state !== 'paused') return t('acceptedSoFar', { accepted });
  if (read === 0) return t('noRecords');
  return (
    <span className="block">
      {t('accepted', { accepted, read })}
      {accepted < read && (
        <span className="mt-1 block w-44 max-w-full">
          <OutcomeBar thin terms={OUTCOMES.map((key) => ({ key, label: outcomeText(key), value: records[key] }))} />
        </span>
      )}
    </span>
  );
}
