import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HashInspector } from '#components/inspector/hash-inspector.tsx';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { getFileConnector } from '#lib/connectors/file-connector.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspector'))('title') };
}

/** The URL may contain a field, never a value. */
export default async function HashInspectorPage({ searchParams }: PageProps<'/help/hash-inspector'>) {
  const t = await getTranslations('inspector');
  const { field } = await searchParams;
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetSubtitle>{t('lead')}</SheetSubtitle>
      <SheetBody padded={false}>
        <HashInspector
          connectorType={getFileConnector().type}
          initialField={typeof field === 'string' ? field : undefined}
        />
      </SheetBody>
    </Sheet>
  );
}
