import type { Metadata } from 'next';
import { Overview } from '#components/audience/detail/overview.tsx';
import { ParentSegmentSheet } from '#components/audience/detail/parent-segment-sheet.tsx';
import { deleteParentSegment, runParentSegment } from '../actions.ts';
import { loadParentSegment } from './load-parent-segment.ts';

type Props = PageProps<'/workbench/parent-segments/[parentSegmentId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadParentSegment(params)).parentSegment.name };
}

export default async function ParentSegmentPage({ params }: Props) {
  const shown = await loadParentSegment(params);
  return (
    <ParentSegmentSheet shown={shown} actions={{ run: runParentSegment, remove: deleteParentSegment }}>
      <Overview shown={shown} />
    </ParentSegmentSheet>
  );
}
