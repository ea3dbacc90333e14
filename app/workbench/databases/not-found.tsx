import { DATABASES } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('table');

export default function TableNotFound() {
  return <NotFoundSheet missing="table" href={DATABASES} />;
}
