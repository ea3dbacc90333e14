import { NotFoundSheet, notFoundMetadata } from '#components/layout/not-found-sheet.tsx';
import { DATABASES } from '#components/paths.ts';

export const generateMetadata = () => notFoundMetadata('table');

export default function TableNotFound() {
  return <NotFoundSheet missing="table" href={DATABASES} />;
}
