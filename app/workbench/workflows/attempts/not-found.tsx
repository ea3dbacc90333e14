import { NotFoundSheet, notFoundMetadata } from '#components/layout/not-found-sheet.tsx';
import { workflowSessionsPath } from '#components/paths.ts';

export const generateMetadata = () => notFoundMetadata('attempt');

export default function AttemptNotFound() {
  return <NotFoundSheet missing="attempt" href={workflowSessionsPath()} />;
}
