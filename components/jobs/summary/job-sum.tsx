import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useServiceName } from '#components/job/use-service-name.ts';
import { recordsPath } from '#components/paths.ts';
import { OutcomeSum } from '#components/ui/charts/outcome-sum.tsx';
import { Region, RegionHead } from '#components/ui/surfaces/region.tsx';
import { isFinal, OUTCOMES, type Outcome, type RecordCounts } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type RecordStatus, recordQueryString } from '#lib/core/view/record-query.ts';
import type { StoryView } from '#lib/core/view/story-view.ts';

/** The status that lists the records with an outcome. Of accepted records, only those with a warning are listed. */
const STATUS_OF: Readonly<Record<Outcome, RecordStatus>> = {
  accepted: 'warned',
  rejected: 'rejected',
  invalid: 'invalid',
  not_sent: 'not_sent',
  uncertain: 'uncertain',
};

/** The outcomes of the records of a job. If it is the only job of its export, they are those of the export. */
export function JobSum({ job, story }: { job: JobView; story: StoryView }) {
  const t = useTranslations('jobs.sum');
  if (story.jobs === 1)
    return (
      <OutcomesOf of="only" job={job} records={story.records} story={story} sentence={<Sentence story={story} />} />
    );
  return (
    <>
      <RegionHead title={t('ownTitle')} />
      <OutcomesOf of="job" job={job} records={job.records} />
    </>
  );
}

/** The outcomes of all records of an export with several jobs, whichever of them the outcomes come from. */
export function ExportSum({ job, story }: { job: JobView; story: StoryView }) {
  const t = useTranslations('jobs.sum');
  const title = t('exportTitle');
  return (
    <Region title={title} label={title} note={t('exportNote', { count: story.jobs })}>
      <OutcomesOf of="export" job={job} records={story.records} story={story} sentence={<Sentence story={story} />} />
    </Region>
  );
}

interface OutcomesOfProps {
  /** Names the figure: a page may have those of a job and of its export. `only`: the export has one job. */
  of: 'only' | 'job' | 'export';
  job: JobView;
  records: RecordCounts;
  /** Given for the outcomes of the whole export: only its records have lists. */
  story?: StoryView;
  sentence?: ReactNode;
}

/** Outcomes as a sentence, and as a sum that always adds up. */
function OutcomesOf({ of, job, records, story, sentence }: OutcomesOfProps) {
  const t = useTranslations('jobs');
  const service = useServiceName(job);
  const listPath = (outcome: Outcome) =>
    recordsPath(job.id) + recordQueryString({ status: STATUS_OF[outcome], after: 0 });
  const labelOf = (outcome: Outcome) =>
    outcome === 'rejected' ? t('sum.rejected', { service }) : t(`outcomes.${outcome}`);
  return (
    <div className="grid gap-4">
      {records.read > 0 && (
        <div className="grid gap-1">
          <p>
            {t.rich('sum.accepted', {
              accepted: records.accepted,
              read: records.read,
              service,
              big: (chunks) => (
                <b className="font-semibold text-3xl text-accent tabular-nums tracking-tight">{chunks}</b>
              ),
            })}
          </p>
          {sentence}
        </div>
      )}
      <OutcomeSum
        size="quiet"
        label={t('sum.figure', { of })}
        total={{ label: t('outcomes.read'), value: records.read }}
        terms={OUTCOMES.map((key) => ({ key, label: labelOf(key), value: records[key] }))}
        hrefOf={({ key }) => (story && hasList(job, story, key) ? listPath(key) : undefined)}
      />
    </div>
  );
}

/** Whether records with this outcome have a list. Accepted and unsent ones have one only if some of them are noted. */
function hasList({ noted }: JobView, { records }: StoryView, outcome: Outcome): boolean {
  return outcome === 'accepted' || outcome === 'not_sent' ? noted[outcome] > 0 : records[outcome] > 0;
}

/** How many records were accepted at first and in resends, and how many are still open. */
function Sentence({ story: { records, steps, jobs, open, leftOut, leftOutBefore } }: { story: StoryView }) {
  const t = useTranslations('jobs.sum');
  const acceptedAtFirst = steps[0]?.accepted ?? 0;
  const hasEnded = steps.every(({ state }) => isFinal(state));
  const bold = { b: (chunks: ReactNode) => <b className="text-text">{chunks}</b> };
  return (
    <p className="text-sm text-text-muted empty:hidden">
      {jobs > 1 &&
        `${t('later', { first: acceptedAtFirst, later: records.accepted - acceptedAtFirst, count: jobs - 1 })} `}
      {(open > 0 || hasEnded) && t.rich('open', { ...bold, count: open, resent: String(jobs > 1) })}
      {leftOut > 0 && ` ${t('leftOut', { count: leftOut })}`}
      {leftOutBefore &&
        ` ${t('unread', { count: leftOutBefore.records, total: String(leftOutBefore.totalRow !== null), record: leftOutBefore.totalRow ?? 0 })}`}
    </p>
  );
}
