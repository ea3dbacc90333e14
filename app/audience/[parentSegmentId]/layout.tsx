import { StudioSide } from '#components/audience/studio/side/studio-side.tsx';
import { StudioFrame } from '#components/audience/studio/studio-frame.tsx';
import { viewParentSegments } from '#lib/commands/audience/parent-segments.ts';
import { load } from '#lib/web/run-command.ts';
import {
  changeFolder,
  changeSegment,
  createFolder,
  deleteFolder,
  deleteSegment,
  duplicateSegment,
} from '../actions.ts';
import { loadStudio } from './load-studio.ts';

const ACTIONS = { changeFolder, changeSegment, createFolder, deleteFolder, deleteSegment, duplicateSegment };

export default async function StudioLayout({ params, children }: LayoutProps<'/audience/[parentSegmentId]'>) {
  const [studio, parentSegments] = await Promise.all([loadStudio(params), load(viewParentSegments, {})]);
  return (
    <StudioFrame studio={studio} actions={ACTIONS}>
      <StudioSide parentSegments={parentSegments} />
      {children}
    </StudioFrame>
  );
}
