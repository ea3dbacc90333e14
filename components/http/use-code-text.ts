import { useTranslations } from 'next-intl';
import type { IssueParams } from '#lib/core/issue.ts';

/** The text of a stored code. An unknown code is shown as it is: a missing text must not hide an error. */
export function useCodeText(namespace: 'errors' | 'issues' | 'issue-titles' | 'log' | 'jobs.reasons') {
  const t = useTranslations(namespace);
  return (code: string, params: IssueParams = {}): string =>
    t.has(code as never) ? t(code as never, { ...params } as never) : code;
}
