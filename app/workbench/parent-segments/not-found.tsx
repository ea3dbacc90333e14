import { PARENT_SEGMENTS } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('parentSegment');

export default function ParentSegmentNotFound() {
  return <NotFoundSheet missing="parentSegment" href={PARENT_SEGMENTS} />;
}
