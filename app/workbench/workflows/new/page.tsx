import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewProject } from '#components/workflow/editor/new/new-project.tsx';
import { editorActions } from '../editor-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflows'))('new.title') };
}

export default async function NewWorkflowProjectPage({ searchParams }: PageProps<'/workbench/workflows/new'>) {
  const { from } = await searchParams;
  return <NewProject isUpload={from === 'upload'} actions={editorActions} />;
}
