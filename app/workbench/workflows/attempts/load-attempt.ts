import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { viewAttempt } from '#lib/commands/console/workflows/attempts.ts';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

type Params = Promise<{ attemptId: string }>;

/** Loads once per request, for the layout, the title and the page. */
const loadAttemptOnce = cache((attempt: string): Promise<AttemptView> => loadOrNotFound(viewAttempt, { attempt }));

/** The attempt in the path; a 404 page if it does not exist. */
export async function loadAttempt(params: Params): Promise<AttemptView> {
  return loadAttemptOnce((await params).attemptId);
}

/** The title of a tab. */
export async function attemptTitle(params: Params, tab?: 'tasks' | 'log' | 'history'): Promise<Metadata> {
  const t = await getTranslations('workflow-attempts');
  const { number, workflow } = await loadAttempt(params);
  const parts = [tab && t(`tabs.${tab}`), workflow.name, t('attemptNumber', { number })];
  return { title: parts.filter((part) => part !== undefined).join(' · ') };
}
