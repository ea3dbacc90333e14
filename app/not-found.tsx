import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';
import { HOME } from '#components/shell/rail/main-navigation-items.tsx';

export const generateMetadata = () => notFoundMetadata('page');

export default function NotFound() {
  return <NotFoundSheet missing="page" href={HOME} />;
}
