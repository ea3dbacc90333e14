import { QUERIES } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('query');

export default function QueryNotFound() {
  return <NotFoundSheet missing="query" href={QUERIES} />;
}
