import { STUDIO } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('audience');

/** A new query with the SQL of a segment that does not exist. */
export default function SegmentNotFound() {
  return <NotFoundSheet missing="audience" href={STUDIO} />;
}
