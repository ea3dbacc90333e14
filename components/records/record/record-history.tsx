import { useFormatter, useTranslations } from 'next-intl';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { useServiceName } from '#components/job/use-service-name.ts';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { RecordStep } from '#lib/core/view/story-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

/** What happened to a record in each job of its export that had it; nothing if only one job had it. */
export function RecordHistory({ job, steps }: { job: JobView; steps: readonly RecordStep[] }) {
  const t = useTranslations('records.history');
  if (steps.length < 2) return null;
  return (
    <section className="grid gap-2.5">
      <h3 className="font-medium text-text-muted text-xs">{t('title')}</h3>
      <ol className="grid gap-2 border-border border-l-2 pl-3 text-sm">
        {steps.map((step) => (
          <li key={step.job} className="grid gap-0.5">
            <Step job={job} step={step} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ job, step: { job: id, at, outcome, isFixed, codes } }: { job: JobView; step: RecordStep }) {
  const t = useTranslations('records.history');
  const titleOf = useIssueTitle();
  const format = useFormatter();
  const service = useServiceName(job);
  const isRejected = outcome === 'rejected';
  const why = format.list([...new Set(codes.map((code) => titleOf(code)))], LIST_FORMAT);
  return (
    <>
      {isFixed && <span className="text-text-muted text-xs">{t('fixed')}</span>}
      <span>
        {t.rich(`outcomes.${outcome}`, {
          service,
          job: String(id),
          a: (chunks) => (
            <Link href={jobPath(id)} className="link-underline">
              {chunks}
            </Link>
          ),
        })}
        {at !== null && (
          <span className="text-text-muted text-xs">
            {' '}
            <Time value={at} />
          </span>
        )}
      </span>
      {!isRejected && why !== '' && <span className="text-text-muted text-xs">{why}</span>}
    </>
  );
}
