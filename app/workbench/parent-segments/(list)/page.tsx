import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ParentSegmentsSheet } from '#components/audience/list/parent-segments-sheet.tsx';
import { viewParentSegments } from '#lib/commands/audience/parent-segments.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSampleShop } from '../../../audience/sample-shop/actions.ts';
import { deleteParentSegment, runParentSegment } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parent-segments'))('title') };
}

export default async function ParentSegmentsPage() {
  const parentSegments = await load(viewParentSegments, {});
  return (
    <ParentSegmentsSheet
      place="workbench"
      parentSegments={parentSegments}
      actions={{ run: runParentSegment, remove: deleteParentSegment }}
      loadSampleShop={loadSampleShop}
    />
  );
}
