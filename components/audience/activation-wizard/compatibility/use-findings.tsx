'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import { useIdentifierText } from '#components/upload/identifier-text.ts';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useRowCounts } from '../preview/use-row-counts.ts';
import { useWizard } from '../wizard-context.ts';
import { code, type Finding } from './finding.tsx';
import { useCompatibility } from './use-compatibility.ts';
import { useInvalidStrings } from './use-invalid-strings.ts';
import { useNumberedRows } from './use-numbered-rows.ts';
import { useQuickFixLabel } from './use-quick-fix-label.ts';
import { useRowFindings } from './use-row-findings.tsx';

export interface Findings {
  readonly all: readonly Finding[];
  /** The number of errors and warnings. */
  readonly openCount: number;
  /** Findings that leave nothing to send. */
  readonly errors: readonly Finding[];
}

/** The findings about the output as texts: errors first, then warnings, then notes. */
export function useFindings(): Findings {
  const findings = [
    ...useErrors(),
    ...useNumberedRows(),
    ...useInvalidStrings(),
    ...useWarnings(),
    ...useRowFindings(),
    ...useNotes(),
  ];
  const withTone = (...tones: readonly Finding['tone'][]) => findings.filter(({ tone }) => tones.includes(tone));
  const errors = withTone('error');
  const warnings = withTone('warning');
  return {
    all: [...errors, ...warnings, ...withTone('success', 'info', 'hashed')],
    openCount: errors.length + warnings.length,
    errors,
  };
}

function useErrors(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility');
  const { missing, numbered, identifiers, unknown } = useCompatibility();
  const explainedFields = numbered.flatMap(({ fields }) => fields);
  const identifierText = useIdentifierText();
  const withLabels = useFixes();
  const findings = missing
    .filter(({ field }) => !explainedFields.includes(field))
    .map(
      ({ field, fix }): Finding => ({
        tone: 'error',
        key: `missing ${field}`,
        title: t.rich('missing', { column: field, code }),
        text: t('missingText'),
        fixes: withLabels(fix),
      }),
    );
  if (!identifiers.found)
    findings.push({
      tone: 'error',
      key: 'noIdentifier',
      title: t('noIdentifier'),
      text: t('noIdentifierText', { sets: identifierText(identifiers.sets) }),
      fixes: withLabels(identifiers.fix),
    });
  for (const column of unknown)
    findings.push({
      tone: 'error',
      key: `unknown ${column}`,
      title: t.rich('unknown', { column, code }),
      text: t('unknownText'),
      fixes: [],
    });
  return findings;
}

function useWarnings(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility');
  const { type } = useWizard().connector;
  const { same, runTimes, ignored } = useCompatibility();
  const { data } = useRowCounts();
  const format = useFormatter();
  const withLabels = useFixes();
  const connector = () => <ConnectorName type={type} />;
  const removable = ignored.filter(({ remove }) => remove !== null);
  // These columns are in the output because all attributes are exported, so they cannot be removed one by one.
  const ignoredOfAll = ignored.filter(({ remove }) => remove === null).map(({ column }) => column);
  const findings = same.map(
    ({ column, of, fix }): Finding => ({
      tone: 'warning',
      key: `same ${column}`,
      title: t.rich(`same.${of}`, { column, code }),
      text: t.rich(of === 'all' && data ? 'sameText.counted' : `sameText.${of}`, { connector, rows: data?.rows ?? 0 }),
      fixes: withLabels(fix),
    }),
  );
  for (const { column, fix } of runTimes)
    findings.push({
      tone: 'warning',
      key: `run time ${column}`,
      title: t.rich('runTime', { column, code }),
      text: t('runTimeText'),
      fixes: withLabels(fix),
    });
  for (const { column, rename, remove } of removable)
    findings.push({
      tone: 'warning',
      key: `ignored ${column}`,
      title: t.rich('ignored', { column, code }),
      text: t('ignoredText'),
      fixes: withLabels(rename, remove),
    });
  if (ignoredOfAll.length > 0)
    findings.push({
      tone: 'warning',
      key: 'ignored',
      title: t('ignoredOfAll', { count: ignoredOfAll.length }),
      text: t('ignoredOfAllText', { columns: format.list(ignoredOfAll, LIST_FORMAT) }),
      fixes: [],
    });
  return findings;
}

function useNotes(): readonly Finding[] {
  const t = useTranslations('workbench.compatibility');
  const format = useFormatter();
  const { missing, identifiers, complete, hints, hashed } = useCompatibility();
  const findings = hints.map(
    ({ column, hint }): Finding => ({
      tone: hint === 'nested' || hint === 'bytes' ? 'warning' : 'info',
      key: `hint ${column}`,
      title: t(`hints.${hint}.title`, { column }),
      text: t(`hints.${hint}.text`),
      fixes: [],
    }),
  );
  if (missing.length === 0 && identifiers.found)
    findings.unshift({
      tone: 'success',
      key: 'complete',
      title: t('complete'),
      text: format.list(complete, LIST_FORMAT),
      fixes: [],
    });
  if (hashed.length > 0)
    findings.push({
      tone: 'hashed',
      key: 'hashed',
      title: t('hashed', { count: hashed.length }),
      text: t('hashedText', { columns: format.list(hashed, LIST_FORMAT) }),
      fixes: [],
    });
  return findings;
}

/** Returns a function that adds labels to fixes, and leaves out those that are null. */
function useFixes() {
  const labelOf = useQuickFixLabel();
  return (...fixes: readonly (QuickFix | null)[]) =>
    fixes.flatMap((fix) => (fix ? [{ fix, label: labelOf(fix) }] : []));
}
