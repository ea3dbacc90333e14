'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use } from 'react';
import { useCodeText } from '#components/http/use-code-text.ts';
import type { TextParams } from '#lib/core/issue.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

const IsSandbox = createContext(false);

/**
 * Tells the titles and texts inside it whether the sandbox, not the receiving service, accepted and rejected the job's
 * events.
 */
export function IssueTitles({ job, children }: { job: Pick<JobView, 'authentication'>; children: ReactNode }) {
  return <IsSandbox value={job.authentication?.target === 'sandbox'}>{children}</IsSandbox>;
}

/** The titles of issue codes. */
export function useIssueTitle(): (code: string) => string {
  const titleOf = useCodeText('issue-titles');
  const t = useTranslations('jobs.sandboxTitles');
  const isSandbox = use(IsSandbox);
  return (code) => (isSandbox && t.has(code as never) ? t(code as never) : titleOf(code));
}

/** The texts of issue codes. */
export function useIssueText(): (code: string, params?: TextParams) => string {
  const textOf = useCodeText('issues');
  const t = useTranslations('jobs.sandboxTexts');
  const isSandbox = use(IsSandbox);
  return (code, params) =>
    isSandbox && t.has(code as never) ? t(code as never, params as never) : textOf(code, params);
}

/** The text of an issue code that is the same for every record; undefined if it names what was found in a record. */
export function useSharedIssueText(): (code: string) => string | undefined {
  const t = useTranslations('issues');
  const textOf = useIssueText();
  return (code) => (t.has(code as never) && !String(t.raw(code as never)).includes('{') ? textOf(code) : undefined);
}
