import { iso31662 } from 'iso-3166';
import type { Repair } from '../../../../core/connector/repair.ts';
import { countryCodeOf } from './countries.ts';
import { bareName, codeOfParts, placeNameKey, uniqueNames, withoutUmlauts } from './place-name.ts';
import { otherNamesOfStates } from './state-names.ts';

/** `US-CA`, the notation of ISO 3166-2. */
const ISO_STATE = /^([A-Z]{2})-([A-Z]{2})$/;
/** `CA`, `ca.`, `C.A.` */
const TWO_LETTERS = /^([a-z])\.?\s?([a-z])$/i;
/** `Texas, USA` */
const COUNTRY_AT_END = /^(.+),\s*([^,]+)$/;

/**
 * The two-letter code of a state given by its name, as `US-CA`, or by its code with signs. If the record has no
 * country, it is only looked up among the states of the United States and the provinces of Canada.
 */
export const toStateCode: Repair['fix'] = (text, { textOf }) => {
  const countryText = textOf('country');
  const country = countryText === undefined ? undefined : countryCodeOf(countryText);
  if (countryText !== undefined && country === undefined) return undefined;
  const written = bareName(text);
  return codeWithCountry(written, country) ?? codeIn(written, country === undefined ? ['US', 'CA'] : [country]);
};

/** The code of a state that is written with its country, which must not be another than that of the record. */
function codeWithCountry(text: string, country: string | undefined): string | undefined {
  const [, prefix = '', code = ''] = ISO_STATE.exec(text.toUpperCase()) ?? [];
  if (prefix !== '') return (country ?? prefix) === prefix ? codeIn(code, [prefix]) : undefined;
  const [, state = '', countryAtEnd = ''] = COUNTRY_AT_END.exec(text) ?? [];
  const writtenCountry = countryAtEnd === '' ? undefined : countryCodeOf(countryAtEnd);
  return writtenCountry !== undefined && (country ?? writtenCountry) === writtenCountry
    ? codeIn(state, [writtenCountry])
    : undefined;
}

/** The only code that a text can mean in these countries. */
function codeIn(text: string, countries: readonly string[]): string | undefined {
  const codes = countries.flatMap((country) => {
    const states = codesOfStatesIn(country);
    return codeOfState(text, states) ?? codeOfParts(text, (part) => codeOfState(part, states)) ?? [];
  });
  return codes.length === 1 ? codes[0] : undefined;
}

interface States {
  readonly codes: ReadonlySet<string>;
  /** By the `placeNameKey` of the official name. */
  readonly byName: ReadonlyMap<string, string>;
  /** By the key of another name or spelling. */
  readonly byOtherName: ReadonlyMap<string, string>;
}

function codeOfState(text: string, { codes, byName, byOtherName }: States): string | undefined {
  const [, first = '', second = ''] = TWO_LETTERS.exec(text) ?? [];
  const letters = (first + second).toUpperCase();
  if (codes.has(letters)) return letters;
  const name = placeNameKey(text).replace(SHORTENED_DIRECTION, (letter) => DIRECTIONS[letter] ?? letter);
  const nameAlone = name.replace(WORD_FOR_STATE, '');
  return [name, nameAlone].map((key) => byName.get(key) ?? byOtherName.get(key.replaceAll(' ', ''))).find(Boolean);
}

/** `N. Carolina`, `W. Virginia` */
const SHORTENED_DIRECTION = /^[nsw](?= (?:carolina|dakota|virginia))/;
const DIRECTIONS: Readonly<Record<string, string>> = { n: 'north', s: 'south', w: 'west' };
/** A word for a kind of state: `State of California`, `Freistaat Bayern`, `Co. Cork`, `Lagos State`. */
const WORD_FOR_STATE =
  /^(?:(?:state|province|commonwealth|canton|county) of|estado (?:de|do|da)|provinci?a (?:de|di)|freistaat|land|kanton|county|co)\s| (?:state|province|county|canton)$/;
/** Chinese words for a province and a city at the end of official names, which people leave out: `Guangdong Sheng`. */
const OFFICIAL_WORD = /\s(?:Sheng|Shi|SAR)$/;

const states = new Map<string, States>();

function codesOfStatesIn(country: string): States {
  const cached = states.get(country);
  if (cached) return cached;
  const prefix = `${country}-`;
  const pairs = iso31662
    .filter(({ code }) => code.startsWith(prefix) && /^[A-Z]{2}$/.test(code.slice(prefix.length)))
    .map(({ code, name }) => [name, code.slice(prefix.length)] as const);
  const otherNames = [
    ...pairs.flatMap(([name, code]) => otherSpellingsOf(name).map((spelling) => [spelling, code] as const)),
    ...otherNamesOfStates(country),
  ];
  const byOtherName = uniqueNames(otherNames.map(([name, code]) => [placeNameKey(name).replaceAll(' ', ''), code]));
  const found = { codes: new Set(pairs.map(([, code]) => code)), byName: uniqueNames(pairs), byOtherName };
  states.set(country, found);
  return found;
}

/** A name without umlauts and without its official word, and the names that it consists of: `Bolzano, Bozen`. */
function otherSpellingsOf(name: string): readonly string[] {
  const parts = name.replace(/\)$/, '').split(/,\s*|\s*\(/);
  return [name, withoutUmlauts(name), name.replace(OFFICIAL_WORD, ''), ...parts];
}
