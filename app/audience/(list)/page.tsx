import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ParentSegmentsSheet } from '#components/audience/list/parent-segments-sheet.tsx';
import { viewParentSegments } from '#lib/commands/audience/parent-segments.ts';
import { load } from '#lib/web/run-command.ts';
import { deleteParentSegment, runParentSegment } from '../../workbench/parent-segments/actions.ts';
import { loadSampleShop } from '../sample-shop/actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audience-studio'))('title') };
}

export default async function SelectParentSegmentPage() {
  const parentSegments = await load(viewParentSegments, {});
  return (
    <ParentSegmentsSheet
      place="studio"
      parentSegments={parentSegments}
      actions={{ run: runParentSegment, remove: deleteParentSegment }}
      loadSampleShop={loadSampleShop}
    />
  );
}
