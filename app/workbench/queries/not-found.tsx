import { NotFoundSheet, notFoundMetadata } from '#components/layout/not-found-sheet.tsx';
import { QUERIES } from '#components/paths.ts';

export const generateMetadata = () => notFoundMetadata('query');

export default function QueryNotFound() {
  return <NotFoundSheet missing="query" href={QUERIES} />;
}
