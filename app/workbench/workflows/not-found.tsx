import { NotFoundSheet, notFoundMetadata } from '#components/layout/not-found-sheet.tsx';
import { WORKFLOWS } from '#components/paths.ts';

export const generateMetadata = () => notFoundMetadata('project');

export default function ProjectNotFound() {
  return <NotFoundSheet missing="project" href={WORKFLOWS} />;
}
