'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { WordSource } from '#lib/messages/rule-words/word-source.ts';
import { columnType, type RuleChoices, tableOf } from './state/rule-choices.ts';

/** The texts and names for rules in words. */
export function useRuleWords(choices: RuleChoices): WordSource {
  const t = useTranslations('segment-editor');
  const locale = useLocale();
  return useMemo(
    () => ({
      locale,
      text: (key, params) => t(key as never, params as never),
      segmentName: (id) => choices.segments.find((segment) => String(segment.id) === id)?.name,
      behaviorName: (table) => tableOf(choices, table)?.name ?? table,
      typeOf: (table, column) => columnType(choices, table, column),
    }),
    [t, locale, choices],
  );
}
