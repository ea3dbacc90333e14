import { NotFoundSheet, notFoundMetadata } from '#components/layout/not-found-sheet.tsx';
import { STUDIO } from '#components/paths.ts';

export const generateMetadata = () => notFoundMetadata('audience');

export default function AudienceNotFound() {
  return <NotFoundSheet missing="audience" href={STUDIO} />;
}
