'use client';

import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { code, type Finding, finding } from './finding.tsx';
import { useCompatibility } from './use-compatibility.ts';

/** Built strings that are invalid for their field. */
export function useInvalidStrings(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility');
  const titleOf = useCodeText('issue-titles');
  const textOf = useCodeText('issues');
  return useCompatibility().invalid.map(({ column, code: issue, params }) =>
    issue === null
      ? finding('error', `empty ${column}`, t.rich('empty', { column, code }), t('emptyText'), [])
      : finding(
          'error',
          `invalid ${column}`,
          t.rich('refused', { column, title: titleOf(issue), code }),
          textOf(issue, params),
          [],
        ),
  );
}
