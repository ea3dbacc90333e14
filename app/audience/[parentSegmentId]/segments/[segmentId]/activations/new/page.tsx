import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActivationWizard } from '#components/audience/activation-wizard/activation-wizard.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { loadSegment } from '../../load-segment.ts';
import { loadWizard } from './load-wizard.ts';
import { wizardActions } from './wizard-actions.ts';

type Props = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]/activations/new'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('activation-wizard');
  return { title: `${t('title')} – ${(await loadSegment(params)).name}` };
}

export default gatedPage(
  '/audience/[parentSegmentId]/segments/[segmentId]/activations/new',
  async ({ params, searchParams }: Props) => {
    const { copy } = await searchParams;
    const start = typeof copy === 'string' ? await loadWizard(params, 'copy', copy) : await loadWizard(params, 'new');
    return (
      <ActivationWizard key={`${start.segment.id} ${start.activation?.id}`} start={start} actions={wizardActions} />
    );
  },
);
