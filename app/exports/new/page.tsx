import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { UploadStep } from '#components/export/upload/upload-step.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { viewUnfinishedUploads } from '#lib/commands/console/uploads.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { describeFields } from '#lib/core/api/describe.ts';
import { fieldHelp } from '#lib/messages/translate.ts';
import { load } from '#lib/web/run-command.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('title') };
}

interface UploadPageProps {
  /** Preselects the authentication that the person came from. */
  searchParams: Promise<{ authentication?: string | string[] }>;
}

export default gatedPage('/exports/new', async ({ searchParams }: UploadPageProps) => {
  const { authentication } = await searchParams;
  const { fields, identifierSets } = getFileConnector();
  const locale = await getLocale();
  return (
    <UploadStep
      authentication={Number(authentication) || null}
      unfinished={await load(viewUnfinishedUploads, {})}
      fields={describeFields(fields, (name) => fieldHelp(name, locale))}
      identifierSets={identifierSets}
    />
  );
});
