import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SegmentActivations } from '#components/audience/activations/list/segment-activations.tsx';
import { SegmentSheet } from '#components/audience/studio/segment-sheet.tsx';
import { viewActivations } from '#lib/commands/audience/activations.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSegment } from '../load-segment.ts';
import { activationActions } from './activation-actions.ts';

type Props = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]/activations'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('activations');
  return { title: `${t('title')} · ${(await loadSegment(params)).name}` };
}

export default async function SegmentActivationsPage({ params }: Props) {
  const segment = await loadSegment(params);
  const { id, parentSegment } = segment;
  const activations = await load(viewActivations, { parentSegment: parentSegment.id, segment: id });
  return (
    <SegmentSheet segment={segment}>
      <SegmentActivations
        segment={{ id, parentSegment: parentSegment.id }}
        activations={activations}
        actions={activationActions}
      />
    </SegmentSheet>
  );
}
