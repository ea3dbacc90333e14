import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewParentSegmentWizard } from '#components/audience/wizard/new-parent-segment-wizard.tsx';
import { NoTables } from '#components/audience/wizard/no-tables.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { viewSourceTables } from '#lib/commands/audience/parent-segments.ts';
import { load } from '#lib/web/run-command.ts';
import { saveParentSegment } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parent-segments'))('new') };
}

export default gatedPage('/workbench/parent-segments/new', async () => {
  const sources = await load(viewSourceTables, {});
  if (sources.tables.length === 0 && !sources.hasTrino) return <NoTables />;
  return <NewParentSegmentWizard sources={sources} save={saveParentSegment} />;
});
