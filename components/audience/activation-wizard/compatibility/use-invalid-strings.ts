'use client';

import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { code, type Finding } from './finding.tsx';
import { useCompatibility } from './use-compatibility.ts';

/** Built strings that are empty or invalid for their field. */
export function useInvalidStrings(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility');
  const titleOf = useCodeText('issue-titles');
  const textOf = useCodeText('issues');
  return useCompatibility().invalid.map(({ column, code: issueCode, params }): Finding => {
    if (issueCode === null)
      return {
        tone: 'error',
        key: `empty ${column}`,
        title: t.rich('empty', { column, code }),
        text: t('emptyText'),
        fixes: [],
      };
    return {
      tone: 'error',
      key: `invalid ${column}`,
      title: t.rich('invalid', { column, title: titleOf(issueCode), code }),
      text: textOf(issueCode, params),
      fixes: [],
    };
  });
}
