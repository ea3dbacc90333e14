import { useLocale, useTranslations } from 'next-intl';
import type { TextParams } from '#lib/core/issue.ts';
import { withListTexts } from '#lib/messages/list-texts.ts';
import { reasonKey } from '#lib/messages/reason-key.ts';

/** The text of a stored code. An unknown code is shown as it is: a missing text must not hide an error. */
export function useCodeText(namespace: 'errors' | 'issues' | 'issue-titles' | 'log' | 'workflow-findings') {
  const t = useTranslations(namespace);
  const locale = useLocale();
  return (code: string, params: TextParams = {}): string =>
    t.has(code as never) ? t(code as never, withListTexts(params, locale) as never) : code;
}

/** Why a job is paused, waits for another executor, or ended in error, in a few words. */
export function useReasonText() {
  const t = useTranslations('jobs.reasons');
  const errors = useTranslations('errors');
  return (code: string): string => {
    const key = reasonKey(code, {
      reason: (name) => t.has(name as never),
      error: (name) => errors.has(name as never),
    });
    return t.has(key as never) ? t(key as never) : key;
  };
}
