import { workflowSessionsPath } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('attempt');

export default function AttemptNotFound() {
  return <NotFoundSheet missing="attempt" href={workflowSessionsPath()} />;
}
