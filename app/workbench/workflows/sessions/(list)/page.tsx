import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readSessionsQuery } from '#components/paths.ts';
import { SessionsSheet } from '#components/workflow/attempts/sessions/sessions-sheet.tsx';
import { viewSessions } from '#lib/commands/console/workflows/attempts.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflow-attempts'))('sessions') };
}

export default async function SessionsPage({ searchParams }: PageProps<'/workbench/workflows/sessions'>) {
  const query = readSessionsQuery(await searchParams);
  return <SessionsSheet query={query} {...(await loadOrNotFound(viewSessions, query))} />;
}
