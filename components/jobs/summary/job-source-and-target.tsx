import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SheetSubtitle } from '#components/layout/sheet.tsx';
import { authenticationPath, jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { StoryView } from '#lib/core/view/story-view.ts';

/** The source and the target of a job, and its place among the jobs of its export. */
export function JobSourceAndTarget({ job }: { job: JobView }) {
  const { name, authentication, account, story } = job;
  const t = useTranslations('jobs.head');
  return (
    <SheetSubtitle>
      <span className="min-w-0 truncate font-semibold text-text" title={name}>
        {name}
      </span>
      {authentication && (
        <>
          <ArrowRight aria-hidden />
          <Link href={authenticationPath(authentication.id)} className="link-underline">
            {authentication.name}
          </Link>
          <ArrowRight aria-hidden />
          <span>{t.rich('account', { id: () => <span className="tabular-nums">{account}</span> })}</span>
        </>
      )}
      {story && story.jobs > 1 && <StoryPlace job={job.id} story={story} />}
    </SheetSubtitle>
  );
}

function StoryPlace({ job, story: { first, jobs, steps } }: { job: number; story: StoryView }) {
  const t = useTranslations('jobs.head');
  if (job === first) return <span>{t('resends', { count: jobs - 1 })}</span>;
  const place = steps.findIndex(({ id }) => id === job);
  const link = (chunks: ReactNode) => (
    <Link href={jobPath(first)} className="link-underline">
      {chunks}
    </Link>
  );
  return <span>{t.rich('resendOf', { place, count: jobs - 1, job: String(first), a: link })}</span>;
}
