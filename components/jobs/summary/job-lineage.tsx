import { useTranslations } from 'next-intl';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Fact } from '#components/ui/surfaces/facts.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';

/** Links to the job whose records this job sends again, and to jobs that send this job's records again. */
export function JobLineage({ job: { parentId, isFixed, children } }: { job: JobView }) {
  const t = useTranslations('jobs.facts');
  return (
    <>
      {parentId !== null && (
        <Fact label={t('parent')}>
          <Link href={jobPath(parentId)}>{t('jobOf', { id: String(parentId) })}</Link>
          {isFixed && ` ${t('fixed')}`}
        </Fact>
      )}
      {children.length > 0 && (
        <Fact label={t('children')}>
          <span className="flex flex-wrap gap-x-3">
            {children.map((child) => (
              <span key={child.id}>
                <Link href={jobPath(child.id)}>{t('jobOf', { id: String(child.id) })}</Link>
                {child.isFixed && ` ${t('fixed')}`}
              </span>
            ))}
          </span>
        </Fact>
      )}
    </>
  );
}
