import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ApiReference } from '#components/help/api/api-reference.tsx';
import { ApiStart } from '#components/help/api/api-start.tsx';
import { ApiTd } from '#components/help/api/api-td.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { viewEnvironment } from '#lib/commands/console/settings.ts';
import { describeApi } from '#lib/web/apis.ts';
import { load } from '#lib/web/run-command.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help.api'))('title') };
}

export default async function ApiHelp() {
  const t = await getTranslations('help.api');
  const { document, path } = describeApi(await getLocale());
  const { defaultBaseUrl } = await load(viewEnvironment, {});
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          <ButtonLink href={path} download="openapi.json">
            {t('document')}
          </ButtonLink>
        }
      />
      <SheetBody padded={false}>
        <div className="grid gap-8 p-6 max-wide:px-4 max-wide:pt-4">
          <p className="max-w-[68ch] text-text-muted">{document.info.description}</p>
          <ApiStart url={defaultBaseUrl} />
          <ApiTd url={defaultBaseUrl} />
          <ApiReference document={document} />
        </div>
      </SheetBody>
    </Sheet>
  );
}
