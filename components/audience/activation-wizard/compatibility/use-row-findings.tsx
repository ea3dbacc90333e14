'use client';

import { useTranslations } from 'next-intl';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import { useCodeText } from '#components/http/use-code-text.ts';
import { usePreview } from '../preview/use-preview.ts';
import { useRowCounts } from '../preview/use-row-counts.ts';
import { useWizard } from '../wizard-context.ts';
import { code, type Finding } from './finding.tsx';
import { useCompatibility } from './use-compatibility.ts';

/** Codes of warnings about valid records that the receiving service may reject. */
const REJECTABLE_CODES: readonly string[] = ['event_time_old'];

/** What the connector's rules find in the first rows; nothing while a missing column would make all rows invalid. */
export function useRowFindings(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility.rows');
  const titleOf = useCodeText('issue-titles');
  const { missing, identifiers, invalid } = useCompatibility();
  const { data } = usePreview();
  const { data: counts } = useRowCounts();
  const { type } = useWizard().connector;
  const connector = () => <ConnectorName type={type} />;
  if (!data || missing.length > 0 || !identifiers.found) return [];
  const invalidStrings = new Set(invalid.map(({ column }) => column));
  const checked = data.records.length;
  const findings = data.problems
    .filter(({ column }) => column === null || !invalidStrings.has(column))
    .map(({ severity, code: issueCode, column, rows }): Finding => {
      const title = titleOf(issueCode);
      const counted = { rows, total: checked };
      return {
        tone: 'warning',
        key: `row ${issueCode} ${column ?? ''}`,
        title: column === null ? title : t.rich('title', { column, title, code }),
        text: REJECTABLE_CODES.includes(issueCode)
          ? t.rich('rejectable', { ...counted, connector })
          : t(severity, counted),
        fixes: [],
      };
    });
  if (!counts || counts.rows <= checked) return findings;
  const title = t('part', { checked, rows: counts.rows });
  return [...findings, { tone: 'info', key: 'part of the rows', title, text: t('partText'), fixes: [] }];
}
