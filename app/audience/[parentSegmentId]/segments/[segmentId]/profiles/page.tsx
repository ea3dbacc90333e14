import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { isUnfinished } from '#components/audience/build/is-unfinished.ts';
import { NotBuilt } from '#components/audience/profiles/not-built.tsx';
import { ProfilesPage } from '#components/audience/profiles/profiles-page.tsx';
import { SegmentSheet } from '#components/audience/studio/segment-sheet.tsx';
import { viewSegmentBuild } from '#lib/commands/audience/segment-tabs.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSegment } from '../load-segment.ts';

type Props = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]/profiles'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('audience-studio.tabs');
  return { title: `${t('profiles')} · ${(await loadSegment(params)).name}` };
}

export default async function SegmentProfilesPage({ params }: Props) {
  const segment = await loadSegment(params);
  const { id, name, parentSegment } = segment;
  const { buildInUse, newestBuild } = await load(viewSegmentBuild, { segment: id });
  return (
    <SegmentSheet segment={segment}>
      {buildInUse === null ? (
        <NotBuilt parentSegment={parentSegment} newestBuild={newestBuild} what="profiles" />
      ) : (
        <ProfilesPage
          segment={{ id, name, parentSegment: parentSegment.id }}
          build={buildInUse}
          isBuilding={isUnfinished(newestBuild)}
        />
      )}
    </SegmentSheet>
  );
}
