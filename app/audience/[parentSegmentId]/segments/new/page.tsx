import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewSegmentEditor } from '#components/audience/editor/new-segment-editor.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { viewRuleColumns } from '#lib/commands/audience/rules.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';
import { createSegment } from '../../rules/actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('segment-editor'))('new') };
}

export default gatedPage(
  '/audience/[parentSegmentId]/segments/new',
  async ({ params, searchParams }: PageProps<'/audience/[parentSegmentId]/segments/new'>) => {
    const { parentSegmentId: parentSegment } = await params;
    const { folder } = await searchParams;
    const columns = await loadOrNotFound(viewRuleColumns, { parentSegment });
    return <NewSegmentEditor folder={numberOf(folder)} create={createSegment} {...columns} />;
  },
);
