import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActivationWizard } from '#components/audience/activation-wizard/activation-wizard.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { loadWizard } from '../../new/load-wizard.ts';
import { wizardActions } from '../../new/wizard-actions.ts';

type Props = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]/activations/[activationId]/edit'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('activation-wizard');
  const { activation } = await loadWizard(params, 'edit', (await params).activationId);
  return { title: `${t('editTitle')} – ${activation?.name}` };
}

export default gatedPage(
  '/audience/[parentSegmentId]/segments/[segmentId]/activations/[activationId]/edit',
  async ({ params }: Props) => {
    const start = await loadWizard(params, 'edit', (await params).activationId);
    return <ActivationWizard key={start.activation?.updatedAt} start={start} actions={wizardActions} />;
  },
);
