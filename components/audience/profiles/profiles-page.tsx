'use client';

import { useTranslations } from 'next-intl';
import { type SegmentIds, segmentProfilesPath } from '#components/paths.ts';
import { SampledRecords } from '#components/results/sampled-records.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { PROFILES_SHOWN } from '#lib/core/audience/segment.ts';

export interface ProfilesPageProps {
  segment: SegmentIds & { readonly name: string };
  /** The build that the profiles come from. */
  build: { readonly job: number; readonly endedAt: number | null };
  isBuilding: boolean;
}

/** The first customers of a segment. */
export function ProfilesPage({ segment, build, isBuilding }: ProfilesPageProps) {
  const t = useTranslations('segment-tabs.profiles');
  return (
    <SampledRecords
      path={`${segmentProfilesPath(segment)}/rows`}
      version={build.job}
      note={(count, isPersonalShown) => (
        <>
          {count !== undefined && <ShownCount shown={count} builtAt={build.endedAt ?? 0} />}{' '}
          {!isPersonalShown && t('hidden')} {isBuilding && t('building')}
        </>
      )}
      texts={{
        label: t('label', { name: segment.name }),
        failed: t('failed'),
        failedText: t('failedText'),
        empty: t('empty'),
        emptyText: t('emptyText'),
      }}
    />
  );
}

/**
 * How many profiles are shown, and from which build. Does not say of how many: the population was counted when the
 * build ended, and a rule such as "in the past 7 days" has other customers since.
 */
function ShownCount({ shown, builtAt }: { shown: number; builtAt: number }) {
  const t = useTranslations('segment-tabs.profiles');
  return t.rich(shown < PROFILES_SHOWN ? 'all' : 'first', { shown, time: () => <Time value={builtAt} /> });
}
