import type { Metadata } from 'next';
import { BuildsPage } from '#components/audience/detail/builds-page.tsx';
import { ParentSegmentSheet } from '#components/audience/detail/parent-segment-sheet.tsx';
import { parentSegmentBuildsPath } from '#components/paths.ts';
import { viewBuilds } from '#lib/commands/audience/parent-segments.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { deleteParentSegment, runParentSegment } from '../../actions.ts';
import { loadParentSegment } from '../load-parent-segment.ts';

type Props = PageProps<'/workbench/parent-segments/[parentSegmentId]/builds'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadParentSegment(params)).parentSegment.name };
}

export default async function ParentSegmentBuildsPage({ params, searchParams }: Props) {
  const shown = await loadParentSegment(params);
  const { id } = shown.parentSegment;
  const before = numberOf((await searchParams)['before']);
  const { builds, precedingBuild, older } = await loadOrNotFound(viewBuilds, { parentSegment: id, before });
  return (
    <ParentSegmentSheet shown={shown} actions={{ run: runParentSegment, remove: deleteParentSegment }}>
      <BuildsPage
        builds={builds}
        precedingBuild={precedingBuild}
        olderHref={older === null ? undefined : `${parentSegmentBuildsPath(id)}?before=${older}`}
      />
    </ParentSegmentSheet>
  );
}
