import type { Metadata } from 'next';
import { ActivationPage } from '#components/audience/activations/detail/activation-page.tsx';
import { SegmentSheet } from '#components/audience/studio/segment-sheet.tsx';
import { activationPath } from '#components/paths.ts';
import { viewActivation } from '#lib/commands/audience/activations.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { loadSegment } from '../../load-segment.ts';
import { activationActions } from '../activation-actions.ts';

type Props = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]/activations/[activationId]'>;

async function loadActivation({ params, searchParams }: Props) {
  const { parentSegmentId, segmentId, activationId } = await params;
  return loadOrNotFound(viewActivation, {
    parentSegment: parentSegmentId,
    segment: segmentId,
    activation: activationId,
    before: numberOf((await searchParams)['before']),
  });
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await loadActivation(props)).name };
}

export default async function SegmentActivationPage(props: Props) {
  const segment = await loadSegment(props.params);
  const activation = await loadActivation(props);
  const { older, id } = activation;
  const segmentIds = { id: segment.id, parentSegment: segment.parentSegment.id };
  return (
    <SegmentSheet segment={segment}>
      <ActivationPage
        activation={activation}
        actions={activationActions}
        olderHref={older === null ? undefined : `${activationPath(segmentIds, id)}?before=${older}`}
      />
    </SegmentSheet>
  );
}
