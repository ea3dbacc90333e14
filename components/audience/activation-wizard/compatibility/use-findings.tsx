'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import { useIdentifierText } from '#components/upload/identifier-text.ts';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useRowCounts } from '../preview/use-row-counts.ts';
import { useWizard } from '../wizard-context.ts';
import { code, type Finding, finding } from './finding.tsx';
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
  const [errors, warnings] = [withTone('error'), withTone('warning')];
  return {
    all: [...errors, ...warnings, ...withTone('success', 'info', 'hashed')],
    openCount: errors.length + warnings.length,
    errors,
  };
}

function useErrors(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility');
  const { missing, numbered, identifiers, unknown } = useCompatibility();
  const explained = numbered.flatMap(({ fields }) => fields);
  const identifierText = useIdentifierText();
  const fixes = useFixes();
  return [
    ...missing
      .filter(({ field }) => !explained.includes(field))
      .map(({ field, fix }) =>
        finding('error', `missing ${field}`, t.rich('missing', { column: field, code }), t('missingText'), fixes(fix)),
      ),
    ...(identifiers.found
      ? []
      : [
          finding(
            'error',
            'noIdentifier',
            t('noIdentifier'),
            t('noIdentifierText', { sets: identifierText(identifiers.sets) }),
            fixes(identifiers.fix),
          ),
        ]),
    ...unknown.map((column) =>
      finding('error', `unknown ${column}`, t.rich('unknown', { column, code }), t('unknownText'), []),
    ),
  ];
}

function useWarnings(): readonly Finding[] {
  const t = useTranslations('activation-wizard.compatibility');
  const { connector: service } = useWizard();
  const { same, runTimes, ignored } = useCompatibility();
  const { data } = useRowCounts();
  const format = useFormatter();
  const fixes = useFixes();
  const connector = () => <ConnectorName type={service.type} />;
  const removable = ignored.filter(({ remove }) => remove !== null);
  // Part of the choice of all attributes, so they cannot be removed one by one.
  const ofAll = ignored.filter(({ remove }) => remove === null).map(({ column }) => column);
  return [
    ...same.map(({ column, of, fix }) =>
      finding(
        'warning',
        `same ${column}`,
        t.rich(`same.${of}`, { column, code }),
        t.rich(of === 'all' && data ? 'sameText.counted' : `sameText.${of}`, { connector, rows: data?.rows ?? 0 }),
        fixes(fix),
      ),
    ),
    ...runTimes.map(({ column, fix }) =>
      finding('warning', `run time ${column}`, t.rich('runTime', { column, code }), t('runTimeText'), fixes(fix)),
    ),
    ...removable.map(({ column, rename, remove }) =>
      finding(
        'warning',
        `ignored ${column}`,
        t.rich('ignored', { column, code }),
        t('ignoredText'),
        fixes(rename, remove),
      ),
    ),
    ...(ofAll.length === 0
      ? []
      : [
          finding(
            'warning',
            'ignored',
            t('ignoredOfAll', { count: ofAll.length }),
            t('ignoredOfAllText', { columns: format.list(ofAll, LIST_FORMAT) }),
            [],
          ),
        ]),
  ];
}

function useNotes(): readonly Finding[] {
  const t = useTranslations('workbench.compatibility');
  const format = useFormatter();
  const { missing, identifiers, complete, hints, hashed } = useCompatibility();
  const isComplete = missing.length === 0 && identifiers.found;
  return [
    ...(isComplete ? [finding('success', 'complete', t('complete'), format.list(complete, LIST_FORMAT), [])] : []),
    ...hints.map(({ column, hint }) =>
      finding(
        hint === 'nested' || hint === 'bytes' ? 'warning' : 'info',
        `hint ${column}`,
        t(`hints.${hint}.title`, { column }),
        t(`hints.${hint}.text`),
        [],
      ),
    ),
    ...(hashed.length === 0
      ? []
      : [
          finding(
            'hashed',
            'hashed',
            t('hashed', { count: hashed.length }),
            t('hashedText', { columns: format.list(hashed, LIST_FORMAT) }),
            [],
          ),
        ]),
  ];
}

/** The available fixes, with their labels. */
function useFixes() {
  const labelOf = useQuickFixLabel();
  return (...fixes: readonly (QuickFix | null)[]) =>
    fixes.flatMap((fix) => (fix ? [{ fix, label: labelOf(fix) }] : []));
}
