import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotBuilt } from '#components/audience/profiles/not-built.tsx';
import { PopulationPage } from '#components/audience/profiles/population-page.tsx';
import { SegmentSheet } from '#components/audience/studio/segment-sheet.tsx';
import { viewPopulations, viewSegmentBuild } from '#lib/commands/audience/segment-tabs.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSegment } from '../load-segment.ts';

type Props = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]/population'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('audience-studio.tabs');
  return { title: `${t('population')} · ${(await loadSegment(params)).name}` };
}

export default async function SegmentPopulationPage({ params }: Props) {
  const segment = await loadSegment(params);
  const { id, parentSegment } = segment;
  const { buildInUse, newestBuild } = await load(viewSegmentBuild, { segment: id });
  return (
    <SegmentSheet segment={segment}>
      {buildInUse === null ? (
        <NotBuilt parentSegment={parentSegment} newestBuild={newestBuild} what="population" />
      ) : (
        <PopulationPage populations={await load(viewPopulations, { segment: id })} />
      )}
    </SegmentSheet>
  );
}
