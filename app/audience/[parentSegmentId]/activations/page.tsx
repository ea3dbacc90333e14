import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActivationsSheet } from '#components/audience/activations/list/activations-sheet.tsx';
import { viewActivations } from '#lib/commands/audience/activations.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { activationActions } from '../segments/[segmentId]/activations/activation-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('activations'))('title') };
}

export default async function ActivationsPage({ params }: PageProps<'/audience/[parentSegmentId]/activations'>) {
  const activations = await loadOrNotFound(viewActivations, { parentSegment: (await params).parentSegmentId });
  return <ActivationsSheet activations={activations} actions={activationActions} />;
}
