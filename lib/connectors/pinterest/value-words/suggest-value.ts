import type { SuggestValue } from '../../../core/connector/connector.ts';
import { isAmbiguousIn } from '../../../core/record/derivation.ts';
import type { FieldSpec } from '../../../core/record/field.ts';
import { plainLetters } from '../../../core/text/plain-letters.ts';
import { isConsentName } from '../names/consent-name.ts';
import { toCurrencyCode } from '../repairs/currencies.ts';
import { toCountryCode } from '../repairs/places/countries.ts';
import { normalizeSpelling, toEventName, toGender, toLanguageCode, toYesOrNo } from '../repairs/words.ts';
import { EVENT_WORDS } from './event-words.ts';
import { NO_EVENT_WORDS } from './no-event-words.ts';
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

/** Reads a word as a value; undefined if its meaning is not certain. */
type ReadWord = (word: string) => string | undefined;

interface Lookup {
  readonly readers: readonly ReadWord[];
  readonly words: ReadonlyMap<string, string | null>;
  /** Spellings whose meaning is not certain, such as `d.`, although the word without signs (`d`) has a certain one. */
  readonly unclear?: readonly string[];
}

/** How the words of each field are looked up: first by `readers`, which repairs use, too, then in `words`. */
const LOOKUPS: Readonly<Record<string, Lookup>> = {
  event_name: { readers: [normalizeSpelling, toEventName], words: wordsOf(EVENT_WORDS, NO_EVENT_WORDS) },
  action_source: { readers: [normalizeSpelling, toApp], words: wordsOf(ACTION_SOURCE_WORDS) },
  ge: { readers: [toGender], words: wordsOf({ ...GENDER_WORDS, '': NO_GENDER_WORDS }), unclear: UNCLEAR_GENDER_WORDS },
  opt_out: { readers: [toYesOrNo], words: wordsOf(YES_OR_NO_WORDS) },
  wifi: { readers: [toYesOrNo], words: wordsOf(YES_OR_NO_WORDS) },
  currency: { readers: [toCurrencyCode], words: wordsOf(CURRENCY_WORDS) },
  country: { readers: [toCountryCode], words: wordsOf(COUNTRY_WORDS) },
  language: { readers: [toLanguageCode], words: wordsOf({}) },
};

/** Reads texts such as `Aplicativo Android` and `iOS-App`: one operating system beside words for an app. */
function toApp(word: string): string | undefined {
  const key = wordKey(word);
  const systems = Object.entries(APP_SYSTEMS).filter(([, system]) => system.test(key));
  const [first] = systems;
  if (first === undefined || systems.length > 1) return undefined;
  const [value, system] = first;
  const otherWords = key.replace(system, '').replace(APP_WORDS, '');
  return /[\p{L}\p{N}]/u.test(otherWords) ? undefined : value;
}

/**
 * The value that a word means in a field; an empty text for a word without information; null for a word whose records
 * are better left out; undefined for a word whose meaning is not certain.
 */
export const suggestValue: SuggestValue = (field, word, column) => {
  const optOutChoice = field.hasAmbiguousYes && OPT_OUT_CHOICES.get(wordKey(word));
  if (optOutChoice) return optOutChoice;
  const meaning = meaningOf(field, word);
  if (!meaning || !isAmbiguousIn(field, column)) return meaning;
  return isConsentName(column) ? OPPOSITE[meaning] : undefined;
};

const OPT_OUT_CHOICES = wordsOf(OPT_OUT_WORDS);
const OPPOSITE: Readonly<Record<string, string>> = { yes: 'no', no: 'yes' };

function meaningOf({ name, matchValues = [] }: FieldSpec, word: string): string | null | undefined {
  const lookup = LOOKUPS[name];
  if (!lookup || lookup.unclear?.includes(plainLetters(word).trim())) return undefined;
  const writtenValue = matchValues.find((value) => wordKey(value) === wordKey(word));
  if (writtenValue !== undefined) return writtenValue;
  for (const readWord of lookup.readers) {
    const value = readWord(word.trim());
    if (value !== undefined && matchValues.includes(value)) return value;
  }
  return lookup.words.get(wordKey(word));
}

/** The value of each word, by its `wordKey`; null for a word whose records are better left out. */
function wordsOf(
  words: Readonly<Record<string, readonly string[]>>,
  leftOut: readonly string[] = [],
): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  for (const [value, synonyms] of Object.entries(words)) for (const word of synonyms) values.set(wordKey(word), value);
  for (const word of leftOut) values.set(wordKey(word), null);
  return values;
}
