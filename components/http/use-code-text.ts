import { useTranslations } from 'next-intl';
import type { IssueParams } from '#lib/core/issue.ts';
import { reasonKey } from '#lib/messages/reason-key.ts';

/** The text of a stored code. An unknown code is shown as it is: a missing text must not hide an error. */
export function useCodeText(namespace: 'errors' | 'issues' | 'issue-titles' | 'log' | 'workflow-findings') {
  const t = useTranslations(namespace);
  return (code: string, params: IssueParams = {}): string =>
    t.has(code as never) ? t(code as never, { ...params } as never) : code;
}

/** Why a job stopped, in a few words. */
export function useReasonText() {
  const t = useTranslations('jobs.reasons');
  const errors = useTranslations('errors');
  return (code: string): string => {
    const key = reasonKey(code, { reason: (each) => t.has(each as never), error: (each) => errors.has(each as never) });
    return t.has(key as never) ? t(key as never) : key;
  };
}
