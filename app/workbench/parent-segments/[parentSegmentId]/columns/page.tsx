import type { Metadata } from 'next';
import { ColumnsPage } from '#components/audience/detail/columns-page.tsx';
import { ParentSegmentSheet } from '#components/audience/detail/parent-segment-sheet.tsx';
import { deleteParentSegment, runParentSegment } from '../../actions.ts';
import { loadParentSegment } from '../load-parent-segment.ts';

type Props = PageProps<'/workbench/parent-segments/[parentSegmentId]/columns'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadParentSegment(params)).parentSegment.name };
}

export default async function ParentSegmentColumnsPage({ params }: Props) {
  const shown = await loadParentSegment(params);
  return (
    <ParentSegmentSheet shown={shown} actions={{ run: runParentSegment, remove: deleteParentSegment }}>
      <ColumnsPage shown={shown} />
    </ParentSegmentSheet>
  );
}
