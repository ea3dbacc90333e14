import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UploadStep } from '#components/export/upload-step.tsx';
import { describeFields } from '#lib/core/describe.ts';
import { fieldHelp } from '#lib/messages/translate.ts';
import { exportConnector } from '../export-connector.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('title') };
}

export default function UploadPage() {
  const { fields, identifierSets } = exportConnector();
  return <UploadStep fields={describeFields(fields, fieldHelp)} identifierSets={identifierSets} />;
}
