'use client';

import { useTranslations } from 'next-intl';
import { MAX_PROJECT_BYTES } from '#lib/core/workflow/project-files.ts';
import { ReadError } from './read-files.ts';

/** Why files could not be read, as text. */
export function useReadProblem() {
  const t = useTranslations('workflows.upload.problems');
  return (error: unknown): string =>
    error instanceof ReadError
      ? t(error.problem, { path: error.path, max: MAX_PROJECT_BYTES / 1024 / 1024 })
      : t('unreadable');
}
