import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { NewProject } from '#components/workflow/editor/new/new-project.tsx';
import { editorActions } from '../editor-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflows'))('new.title') };
}

export default gatedPage(
  '/workbench/workflows/new',
  async ({ searchParams }: PageProps<'/workbench/workflows/new'>) => {
    const { from } = await searchParams;
    return <NewProject isUpload={from === 'upload'} actions={editorActions} />;
  },
);
