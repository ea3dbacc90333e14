'use client';

import { useTranslations } from 'next-intl';
import { jobPath, parentSegmentPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { isUnfinished } from '../../build/is-unfinished.ts';
import { useStudio } from '../studio-context.ts';

/** The build that everything in the studio reads. */
export function BuildNote() {
  const t = useTranslations('audience-studio.build');
  const { parentSegment, buildInUse, newestBuild } = useStudio().studio;
  return (
    <span className="grid gap-1">
      <span>
        {buildInUse === null
          ? t('none')
          : t.rich('inUse', { time: () => buildInUse.endedAt !== null && <Time value={buildInUse.endedAt} /> })}{' '}
        {buildInUse && (
          <Link href={parentSegmentPath(parentSegment.id)} className="link-underline">
            {t('customers', { count: buildInUse.customers })}
          </Link>
        )}
      </span>
      {newestBuild && isUnfinished(newestBuild) && (
        <Link href={jobPath(newestBuild.job)} className="link-underline w-fit">
          {t('running', { job: newestBuild.job })}
        </Link>
      )}
    </span>
  );
}
