import { NotFoundSheet, notFoundMetadata } from '#components/layout/not-found-sheet.tsx';
import { PARENT_SEGMENTS } from '#components/paths.ts';

export const generateMetadata = () => notFoundMetadata('parentSegment');

export default function ParentSegmentNotFound() {
  return <NotFoundSheet missing="parentSegment" href={PARENT_SEGMENTS} />;
}
