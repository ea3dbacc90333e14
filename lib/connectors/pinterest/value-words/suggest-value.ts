import type { SuggestValue } from '../../../core/connector/connector.ts';
import type { Repair } from '../../../core/connector/repair.ts';
import { needsMeaning } from '../../../core/record/derivation.ts';
import type { FieldSpec } from '../../../core/record/field.ts';
import { plainLetters } from '../../../core/text/plain-letters.ts';
import { isConsentName } from '../names/consent-name.ts';
import { toCountryCode } from '../repairs/places.ts';
import {
  normalizeSpelling,
  toCurrencyCode,
  toEventName,
  toGender,
  toLanguageCode,
  toYesOrNo,
} from '../repairs/words.ts';
import { EVENT_WORDS, NO_EVENT_WORDS } from './event-words.ts';
import {
  ACTION_SOURCE_WORDS,
  APP_SYSTEMS,
  APP_WORDS,
  COUNTRY_WORDS,
  CURRENCY_WORDS,
  GENDER_WORDS,
  NO_GENDER_WORDS,
  OPT_OUT_WORDS,
  UNCLEAR_GENDER_WORDS,
  YES_OR_NO_WORDS,
} from './other-words.ts';
import { wordKey } from './word-key.ts';

type Fix = Repair['fix'];

interface Lookup {
  readonly fixes: readonly Fix[];
  readonly words: ReadonlyMap<string, string | null>;
  /** Spellings whose meaning is not certain, although the same word without its signs has one. */
  readonly unclear?: readonly string[];
}

/** How the words of each field are looked up: first by its repairs, then in the lists. */
const BY_FIELD: Readonly<Record<string, Lookup>> = {
  event_name: { fixes: [normalizeSpelling, toEventName], words: wordsOf(EVENT_WORDS, NO_EVENT_WORDS) },
  action_source: { fixes: [normalizeSpelling, toApp], words: wordsOf(ACTION_SOURCE_WORDS) },
  ge: { fixes: [toGender], words: wordsOf({ ...GENDER_WORDS, '': NO_GENDER_WORDS }), unclear: UNCLEAR_GENDER_WORDS },
  opt_out: { fixes: [toYesOrNo], words: wordsOf(YES_OR_NO_WORDS) },
  wifi: { fixes: [toYesOrNo], words: wordsOf(YES_OR_NO_WORDS) },
  currency: { fixes: [toCurrencyCode], words: wordsOf(CURRENCY_WORDS) },
  country: { fixes: [toCountryCode], words: wordsOf(COUNTRY_WORDS) },
  language: { fixes: [toLanguageCode], words: wordsOf({}) },
};

/** Reads texts such as `Aplicativo Android` and `iOS-App`: one operating system beside words for an app. */
function toApp(word: string): string | undefined {
  const key = wordKey(word);
  const systems = Object.entries(APP_SYSTEMS).filter(([, system]) => system.test(key));
  const [[value, system] = []] = systems;
  if (value === undefined || system === undefined || systems.length > 1) return undefined;
  const others = key.replace(system, '').replace(APP_WORDS, '');
  return /[\p{L}\p{N}]/u.test(others) ? undefined : value;
}

const NO_FACTS = { now: 0, textOf: () => undefined };

/**
 * The value of a field that a word means, an empty text for a word without information, or null for a word whose
 * records are better left out. Undefined for a word whose meaning is not certain.
 */
export const suggestValue: SuggestValue = (field, word, column) => {
  const choice = field.hasAmbiguousYes && CHOICES.get(wordKey(word));
  if (choice) return choice;
  const meaning = meaningOf(field, word);
  if (!meaning || !needsMeaning(field, column)) return meaning;
  return isConsentName(column) ? OPPOSITE[meaning] : undefined;
};

const CHOICES = wordsOf(OPT_OUT_WORDS);
const OPPOSITE: Readonly<Record<string, string>> = { yes: 'no', no: 'yes' };

function meaningOf({ name, matchValues = [] }: FieldSpec, word: string): string | null | undefined {
  const lookup = BY_FIELD[name];
  if (!lookup || lookup.unclear?.includes(plainLetters(word).trim())) return undefined;
  const same = matchValues.find((value) => wordKey(value) === wordKey(word));
  if (same !== undefined) return same;
  for (const fix of lookup.fixes) {
    const value = fix(word.trim(), NO_FACTS, undefined);
    if (value !== undefined && matchValues.includes(value)) return value;
  }
  return lookup.words.get(wordKey(word));
}

function wordsOf(
  words: Readonly<Record<string, readonly string[]>>,
  leftOut: readonly string[] = [],
): ReadonlyMap<string, string | null> {
  const matched = Object.entries(words).flatMap(([value, all]) => all.map((word) => [wordKey(word), value] as const));
  return new Map([...matched, ...leftOut.map((word) => [wordKey(word), null] as const)]);
}
