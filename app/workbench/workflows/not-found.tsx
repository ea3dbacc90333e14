import { WORKFLOWS } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('project');

export default function ProjectNotFound() {
  return <NotFoundSheet missing="project" href={WORKFLOWS} />;
}
