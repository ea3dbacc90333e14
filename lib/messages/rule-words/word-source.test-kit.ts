import { createTranslator } from 'use-intl/core';
import type { DataType } from '../../core/audience/data-type.ts';
import { messagesByLocale } from '../by-locale.ts';
import type { Locale } from '../locale.ts';
import type { WordSource } from './word-source.ts';

const TYPES: Readonly<Record<string, DataType>> = {
  tier: 'string',
  points: 'number',
  seen: 'timestamp',
  born: 'date',
  active: 'boolean',
  tags: 'string_array',
  scores: 'number_array',
  status: 'string',
  total: 'number',
  ordered_at: 'timestamp',
};

/** The texts of a language. A text that is missing or cannot be formatted is an error. */
export function wordsIn(locale: Locale): WordSource {
  const t = createTranslator({
    locale,
    timeZone: 'UTC',
    messages: messagesByLocale[locale],
    namespace: 'segment-editor',
    onError(error) {
      throw error;
    },
  });
  return {
    locale,
    text: (key, params) => t(key as never, params as never),
    segmentName: (id) => (id === '7' ? 'Opt-out' : undefined),
    behaviorName: () => 'Orders',
    typeOf: (_, column) => TYPES[column],
  };
}
