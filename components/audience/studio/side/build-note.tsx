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
  const { parentSegment, inUse, newest } = useStudio().studio;
  return (
    <span className="grid gap-1">
      <span>
        {inUse === null
          ? t('none')
          : t.rich('inUse', { time: () => inUse.endedAt !== null && <Time value={inUse.endedAt} /> })}{' '}
        {inUse && (
          <Link href={parentSegmentPath(parentSegment.id)} className="link-underline">
            {t('customers', { count: inUse.customers })}
          </Link>
        )}
      </span>
      {newest && isUnfinished(newest) && (
        <Link href={jobPath(newest.job)} className="link-underline w-fit">
          {t('running', { job: newest.job })}
        </Link>
      )}
    </span>
  );
}
