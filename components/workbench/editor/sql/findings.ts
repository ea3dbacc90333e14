'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { useIdentifierText } from '#components/upload/identifier-text.ts';
import type { CheckedColumn, Compatibility } from '#lib/core/matching/compatibility.ts';
import { suggestMapping } from '#lib/core/matching/suggest-mapping.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { type OutputName, outputNamesOf } from '#lib/core/sql/output-name.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { CheckResult } from './use-compatibility.ts';

/** A finding about a query: about its columns, or why it cannot run. */
export interface Finding {
  readonly tone: 'success' | 'error' | 'warning' | 'info' | 'hashed';
  readonly title: string;
  readonly text: string;
  /** The name of the field that is probably meant, and where the SQL names the column. */
  readonly renaming?: { readonly name: string; readonly place: OutputName };
}

/** The findings of a check as text, errors first. */
export function useFindings(
  checkResult: CheckResult | undefined,
  fields: readonly FieldSpec[],
  sql: string,
): readonly Finding[] {
  const t = useTranslations('workbench.compatibility');
  const format = useFormatter();
  const textOf = useCodeText('errors');
  const identifierText = useIdentifierText();
  if (checkResult?.fault) {
    const { code, params } = checkResult.fault;
    return [{ tone: 'error', title: t('fault'), text: textOf(code, params) }];
  }
  if (!checkResult?.fit) return [];
  const list = (names: readonly string[]) => format.list(names, LIST_FORMAT);
  const { columns } = checkResult.fit;
  return [
    ...requirementFindings(checkResult.fit, fields, {
      t,
      list,
      sets: identifierText(checkResult.fit.identifiers.sets),
    }),
    ...ignoredFindings(columns, { fields, sql, t }),
    ...hintFindings(columns, t),
    ...hashedFindings(columns, fields, { t, list }),
  ];
}

type Translate = ReturnType<typeof useTranslations<'workbench.compatibility'>>;
type List = (names: readonly string[]) => string;

function requirementFindings(
  { missing, identifiers, columns }: Compatibility,
  fields: readonly FieldSpec[],
  { t, list, sets }: { t: Translate; list: List; sets: string },
): Finding[] {
  const errors: Finding[] = [];
  if (missing.length > 0)
    errors.push({
      tone: 'error',
      title: t('missing', { count: missing.length, columns: list(missing) }),
      text: t('missingText'),
    });
  if (!identifiers.found)
    errors.push({ tone: 'error', title: t('noIdentifier'), text: t('noIdentifierText', { sets }) });
  if (errors.length > 0) return errors;
  const mapped = columns.flatMap(({ field }) => field ?? []);
  const identifierFields = new Set(identifiers.sets.flat());
  const complete = fields.filter(
    ({ name, isRequired }) => mapped.includes(name) && (isRequired || identifierFields.has(name)),
  );
  return [{ tone: 'success', title: t('complete'), text: list(complete.map(({ name }) => name)) }];
}

function ignoredFindings(
  columns: readonly CheckedColumn[],
  { fields, sql, t }: { fields: readonly FieldSpec[]; sql: string; t: Translate },
): Finding[] {
  const names = columns.flatMap(({ name, field }) => (field === null ? name : []));
  if (names.length === 0) return [];
  const placeOf = outputNamesOf(sql);
  return names.map((name) => ignoredFinding(name, placeOf(name), { fields, t }));
}

function ignoredFinding(
  name: string,
  place: OutputName | undefined,
  { fields, t }: { fields: readonly FieldSpec[]; t: Translate },
): Finding {
  const suggested = suggestMapping(fields, [name])[name] ?? null;
  const title = t('ignored', { column: name });
  if (suggested === null) return { tone: 'warning', title, text: t('ignoredText') };
  return {
    tone: 'warning',
    title,
    text: t('meant', { name: suggested }),
    ...(place && { renaming: { name: suggested, place } }),
  };
}

function hintFindings(columns: readonly CheckedColumn[], t: Translate): Finding[] {
  return columns.flatMap(({ name, hint }): Finding[] => {
    if (hint === null) return [];
    const tone = hint === 'nested' || hint === 'bytes' ? 'warning' : 'info';
    return [{ tone, title: t(`hints.${hint}.title`, { column: name }), text: t(`hints.${hint}.text`) }];
  });
}

function hashedFindings(
  columns: readonly CheckedColumn[],
  fields: readonly FieldSpec[],
  { t, list }: { t: Translate; list: List },
): Finding[] {
  const hashedFields = new Set(fields.filter((field) => field.isHashed).map(({ name }) => name));
  const names = columns.flatMap(({ name, field }) => (field !== null && hashedFields.has(field) ? [name] : []));
  if (names.length === 0) return [];
  return [
    { tone: 'hashed', title: t('hashed', { count: names.length }), text: t('hashedText', { columns: list(names) }) },
  ];
}
