import type { Metadata } from 'next';
import { SegmentEditor } from '#components/audience/editor/segment-editor.tsx';
import { viewRuleColumns, viewSegmentUses } from '#lib/commands/audience/rules.ts';
import { load } from '#lib/web/run-command.ts';
import { saveSegment } from '../../rules/actions.ts';
import { loadSegment } from './load-segment.ts';

type SegmentPage = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]'>;

export async function generateMetadata({ params }: SegmentPage): Promise<Metadata> {
  return { title: (await loadSegment(params)).name };
}

export default async function SegmentRulesPage({ params }: SegmentPage) {
  const segment = await loadSegment(params);
  const [columns, uses] = await Promise.all([
    load(viewRuleColumns, { parentSegment: segment.parentSegment.id }),
    load(viewSegmentUses, { segment: segment.id }),
  ]);
  return <SegmentEditor key={segment.id} segment={segment} uses={uses} save={saveSegment} {...columns} />;
}
