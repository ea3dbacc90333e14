'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Option } from '#components/ui/forms/option.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';

const NONE: readonly Option[] = [];

/**
 * The values to which those of a field's column can be matched, each with its name in words, if it has one; none if the
 * field has no such values.
 */
export function useValueChoices(field: FieldSpec | undefined): readonly Option[] {
  const names = useTranslations('exports.match.valueNames');
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: translations change only with the page
  return useMemo(() => {
    if (!field?.matchValues) return NONE;
    const displayNames = field.codeOf && new Intl.DisplayNames(locale, { type: field.codeOf, fallback: 'none' });
    const nameOf = (value: string) => {
      const key = `${field.name}.${value}`;
      return names.has(key as never) ? names(key as never) : displayNames?.of(value);
    };
    return field.matchValues.map((value): Option => {
      const label = nameOf(value);
      const words = field.matchWords?.[value];
      return {
        ...(label === undefined ? { value, label: value, mono: true } : { value, label, code: value }),
        ...(words && { keywords: words.join(' ') }),
      };
    });
  }, [field, locale]);
}
