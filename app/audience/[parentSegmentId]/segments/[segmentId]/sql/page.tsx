import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SqlPage } from '#components/audience/profiles/sql-page.tsx';
import { SegmentSheet } from '#components/audience/studio/segment-sheet.tsx';
import { viewSegmentSql } from '#lib/commands/audience/segment-tabs.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSegment } from '../load-segment.ts';

type Props = PageProps<'/audience/[parentSegmentId]/segments/[segmentId]/sql'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('audience-studio.tabs');
  return { title: `${t('sql')} · ${(await loadSegment(params)).name}` };
}

export default async function SegmentSqlPage({ params }: Props) {
  const segment = await loadSegment(params);
  const { id, parentSegment, customers } = segment;
  const { sql, problem } = await load(viewSegmentSql, { segment: id });
  return (
    <SegmentSheet segment={segment}>
      <SqlPage
        segment={{ id, parentSegment: parentSegment.id }}
        sql={sql}
        problem={problem}
        isBuilt={customers !== null}
      />
    </SegmentSheet>
  );
}
