import type { Metadata } from 'next';
import { EditParentSegmentWizard } from '#components/audience/wizard/edit-parent-segment-wizard.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { viewChosenTables, viewSourceTables } from '#lib/commands/audience/parent-segments.ts';
import { load } from '#lib/web/run-command.ts';
import { saveParentSegment } from '../../actions.ts';
import { loadParentSegment } from '../load-parent-segment.ts';

type Props = PageProps<'/workbench/parent-segments/[parentSegmentId]/edit'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadParentSegment(params)).parentSegment.name };
}

export default gatedPage('/workbench/parent-segments/[parentSegmentId]/edit', async ({ params }: Props) => {
  const { parentSegment, buildInUse: build } = await loadParentSegment(params);
  const buildMs = build === null ? null : (build.endedAt ?? 0) - (build.startedAt ?? 0);
  return (
    <EditParentSegmentWizard
      parentSegment={parentSegment}
      sources={await load(viewSourceTables, {})}
      trinoTables={await load(viewChosenTables, { parentSegment: parentSegment.id })}
      save={saveParentSegment}
      buildMs={buildMs}
    />
  );
});
