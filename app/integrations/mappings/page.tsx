import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { MappingTable } from '#components/mapping/mapping-table.tsx';
import { MappingsEmpty } from '#components/mapping/mappings-empty.tsx';
import { viewMappings } from '#lib/commands/console/exports.ts';
import { load } from '#lib/web/run-command.ts';
import { deleteMapping, renameMapping } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mappings'))('title') };
}

export default async function MappingsPage() {
  const t = await getTranslations('mappings');
  const savedMappings = await load(viewMappings, {});
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {savedMappings.length === 0 ? (
          <MappingsEmpty />
        ) : (
          <MappingTable savedMappings={savedMappings} actions={{ rename: renameMapping, remove: deleteMapping }} />
        )}
      </SheetBody>
    </Sheet>
  );
}
