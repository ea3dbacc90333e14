import countries from 'i18n-iso-countries';
import { iso31662 } from 'iso-3166';
import type { Repair } from '../../../core/connector/repair.ts';
import { NON_ISO_COUNTRY_CODES } from '../numbering-plans.ts';
import { withLeadingZeros } from '../zip-codes.ts';

/** Codes and names that `i18n-iso-countries` lacks, and names for which it has the wrong country. */
const OVERRIDING_CODES: Readonly<Record<string, string>> = {
  ...NON_ISO_COUNTRY_CODES,
  'REPUBLICA DEMOCRATICA DO CONGO': 'CD',
  'REPUBLICA POPULAR DO CONGO': 'CG',
  EYRAN: 'IR', // Turkmen
  'REPUBLIC OF IRELAND': 'IE',
  台灣: 'TW',
  // The countries of the United Kingdom.
  ENGLAND: 'GB',
  SCOTLAND: 'GB',
  WALES: 'GB',
  'NORTHERN IRELAND': 'GB',
};
/** A name with its code after it, as WooCommerce writes it: `United States (US)`. */
const NAME_AND_CODE = /^(.+?)\s*\(([A-Z]{2})\)$/;

/** The code of a country given by its name in any language or by its three-letter code. */
export function toCountryCode(text: string): string | undefined {
  const [, nameAlone = '', writtenCode = ''] = NAME_AND_CODE.exec(text) ?? [];
  if (nameAlone !== '') {
    const code = toCountryCode(nameAlone);
    return code !== undefined && (OVERRIDING_CODES[writtenCode] ?? writtenCode) === code ? code : undefined;
  }
  const name = placeNameKey(text);
  const upper = name.toUpperCase();
  const codes = codesOfCountryNames();
  const codeByName = codes.get(name) ?? codes.get(withoutCountryWord(name));
  const codeByAlpha3 = countries.alpha3ToAlpha2(upper);
  // The text is a code of one country and a name of another: NGA is Nigeria, and `Nga` is Vietnamese for Russia.
  if (codeByAlpha3 !== undefined && codeByName !== undefined && codeByAlpha3 !== codeByName)
    return text.trim() === upper ? codeByAlpha3 : undefined;
  return OVERRIDING_CODES[upper] ?? codeByAlpha3 ?? codeByName;
}

/** Removes the word for “country”: `日本国` becomes `日本`. */
function withoutCountryWord(name: string): string {
  return name.replace(/国$/u, '');
}

let codesOfNames: ReadonlyMap<string, string> | undefined;

/** The codes of countries by the `placeNameKey` of their names in all languages. */
function codesOfCountryNames(): ReadonlyMap<string, string> {
  codesOfNames ??= uniqueNames(
    countries
      .getSupportedLanguages()
      .flatMap((language) =>
        Object.entries(countries.getNames(language, { select: 'all' })).flatMap(([code, spellings]) =>
          spellings.map((name) => [name, code] as const),
        ),
      ),
  );
  return codesOfNames;
}

/** Adds the zeros that a spreadsheet dropped from a zip code of the record's country. */
export const addLeadingZeros: Repair['fix'] = (text, { textOf }) => withLeadingZeros(text, textOf('country'));

/** `US-CA`, the notation of ISO 3166-2. */
const ISO_STATE = /^([a-z]{2})-([a-z]{2})$/i;

/**
 * The two-letter code of a state given by its name or as `US-CA`. If the record has no country, a name is only looked
 * up among the states of the United States and the provinces of Canada.
 */
export const toStateCode: Repair['fix'] = (text, { textOf }) => {
  const countryText = textOf('country');
  const country = countryText === undefined ? undefined : countryCodeOf(countryText);
  if (countryText !== undefined && country === undefined) return undefined;
  const [, prefix, code] = ISO_STATE.exec(text.toUpperCase()) ?? [];
  if (prefix !== undefined && code !== undefined) {
    const isOfCountry = country === undefined || country === prefix;
    return isOfCountry && iso31662.some((state) => state.code === `${prefix}-${code}`) ? code : undefined;
  }
  const name = placeNameKey(text);
  const countriesToSearch = country === undefined ? ['US', 'CA'] : [country];
  const codes = countriesToSearch.flatMap((candidate) => codesOfStatesIn(candidate).get(name) ?? []);
  return codes.length === 1 ? codes[0] : undefined;
};

/** The code of a country given by its code or its name. */
function countryCodeOf(text: string): string | undefined {
  const isCode = text.length === 2 && countries.isValid(text.toUpperCase());
  return isCode ? text.toUpperCase() : toCountryCode(text);
}

/** For each country, the codes of its states by the `placeNameKey` of their names. */
const codesOfStates = new Map<string, ReadonlyMap<string, string>>();

function codesOfStatesIn(country: string): ReadonlyMap<string, string> {
  const cached = codesOfStates.get(country);
  if (cached) return cached;
  const prefix = `${country}-`;
  const withTwoLetterCodes = iso31662.filter(({ code }) => code.startsWith(prefix) && /^[A-Z]{2}$/.test(code.slice(3)));
  const codes = uniqueNames(withTwoLetterCodes.map(({ code, name }) => [name, code.slice(3)] as const));
  codesOfStates.set(country, codes);
  return codes;
}

/** The code of each name, by the `placeNameKey` of the name. Names with more than one code are left out. */
function uniqueNames(pairs: readonly (readonly [name: string, code: string])[]): ReadonlyMap<string, string> {
  const codes = new Map<string, Set<string>>();
  for (const [name, code] of pairs) {
    const key = placeNameKey(name);
    codes.set(key, (codes.get(key) ?? new Set()).add(code));
  }
  return new Map(
    [...codes].flatMap(([name, codesOfName]) => (codesOfName.size === 1 ? [[name, [...codesOfName][0] ?? '']] : [])),
  );
}

/**
 * The form in which names of places are compared. Case, accents, `.,()` and a leading “the” do not count; hyphens,
 * underscores and repeated blanks count as one blank.
 */
function placeNameKey(name: string): string {
  const withoutAccents = name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFKC');
  return withoutAccents
    .toLowerCase()
    .replace(/[.,()]/g, '')
    .replace(/[\s_-]+/gu, ' ')
    .replace(/^the /, '')
    .trim();
}
