import { JOBS } from '#components/paths.ts';
import { NotFoundSheet, notFoundMetadata } from '#components/shell/not-found-sheet.tsx';

export const generateMetadata = () => notFoundMetadata('job');

export default function JobNotFound() {
  return <NotFoundSheet missing="job" href={JOBS} />;
}
