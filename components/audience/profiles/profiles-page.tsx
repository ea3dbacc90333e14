'use client';

import { useTranslations } from 'next-intl';
import { type SegmentIds, segmentProfilesPath } from '#components/paths.ts';
import { SampledRecords } from '#components/results/sampled-records.tsx';
import { Time } from '#components/ui/text/time.tsx';

export interface ProfilesPageProps {
  segment: SegmentIds & { readonly name: string; readonly population: number | null };
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
          {count !== undefined && <ShownCount shown={count} total={segment.population} builtAt={build.endedAt ?? 0} />}{' '}
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

interface ShownCountProps {
  shown: number;
  /** Null if the segment was not counted in the build. */
  total: number | null;
  builtAt: number;
}

/** How many profiles are shown, of how many, and from which build. */
function ShownCount({ shown, total, builtAt }: ShownCountProps) {
  const t = useTranslations('segment-tabs.profiles');
  const time = () => <Time value={builtAt} />;
  return total !== null && total > shown ? t.rich('shown', { shown, total, time }) : t.rich('all', { shown, time });
}
