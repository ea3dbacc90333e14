import type { Metadata } from 'next';
import { SegmentsSheet } from '#components/audience/studio/segments/segments-sheet.tsx';
import { loadStudio } from './load-studio.ts';

type Props = PageProps<'/audience/[parentSegmentId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadStudio(params)).parentSegment.name };
}

export default function SegmentsPage() {
  return <SegmentsSheet />;
}
