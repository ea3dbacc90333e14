import { STUDIO } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('audience');

export default function AudienceNotFound() {
  return <NotFoundSheet missing="audience" href={STUDIO} />;
}
