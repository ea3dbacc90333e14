import { NotFoundSheet, notFoundMetadata } from '#components/layout/not-found-sheet.tsx';
import { JOBS } from '#components/paths.ts';

export const generateMetadata = () => notFoundMetadata('job');

export default function JobNotFound() {
  return <NotFoundSheet missing="job" href={JOBS} />;
}
