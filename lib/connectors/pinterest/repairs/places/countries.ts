import countries from 'i18n-iso-countries';
import { callingCodeOf, NON_ISO_COUNTRY_CODES } from '../../numbering-plans.ts';
import { COUNTRY_CODES } from '../../rules.ts';
import { bareName, codeOfParts, placeNameKey, uniqueNames, withoutUmlauts } from './place-name.ts';

/** Codes and names that `i18n-iso-countries` lacks, and names for which it has the wrong country. */
const OVERRIDING_CODES: Readonly<Record<string, string>> = {
  ...NON_ISO_COUNTRY_CODES,
  'REPUBLICA DEMOCRATICA DO CONGO': 'CD',
  'REPUBLICA POPULAR DO CONGO': 'CG',
  'DR CONGO': 'CD',
  'CONGO DRC': 'CD',
  EYRAN: 'IR', // Turkmen
  'REPUBLIC OF IRELAND': 'IE',
  'REPUBLIC OF CHINA': 'TW',
  'TAIWAN ROC': 'TW',
  'KOREA SOUTH': 'KR',
  'S KOREA': 'KR',
  'KOREA NORTH': 'KP',
  'BOSNIA AND HERZEGOVINA': 'BA',
  'VATICAN CITY': 'VA',
  'PALESTINIAN TERRITORIES': 'PS',
  'MAINLAND CHINA': 'CN',
  'CHINA MAINLAND': 'CN',
  'HONG KONG SAR': 'HK',
  // Codes of sports, and abbreviations that people write.
  GER: 'DE',
  SUI: 'CH',
  NED: 'NL',
  KSA: 'SA',
  RSA: 'ZA',
  PRC: 'CN',
  DRC: 'CD',
  EEUU: 'US',
  'EE UU': 'US',
  EUA: 'US',
  'ETATS UNIS': 'US',
  // The countries of the United Kingdom.
  ENGLAND: 'GB',
  SCOTLAND: 'GB',
  WALES: 'GB',
  'NORTHERN IRELAND': 'GB',
  'N IRELAND': 'GB',
  'UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND': 'GB',
  // Names in Japanese, Korean and traditional Chinese.
  アメリカ: 'US',
  米国: 'US',
  美國: 'US',
  にほん: 'JP',
  韓国: 'KR',
  韓國: 'KR',
  南韓: 'KR',
  한국: 'KR',
  中國: 'CN',
  台灣: 'TW',
  臺灣: 'TW',
  澳門: 'MO',
  英國: 'GB',
  德國: 'DE',
  法國: 'FR',
  泰國: 'TH',
  荷蘭: 'NL',
  澳洲: 'AU',
  紐西蘭: 'NZ',
  馬來西亞: 'MY',
  菲律賓: 'PH',
};

/** Arabic names that `i18n-iso-countries` lacks. */
const ARABIC_NAMES: readonly (readonly [name: string, code: string])[] = [
  ['المملكة العربية السعودية', 'SA'],
  ['الإمارات', 'AE'],
  ['الولايات المتحدة الأمريكية', 'US'],
];

/** The flag of a country: two letters of Unicode for regions. */
const FLAG = /\p{Regional_Indicator}{2}/gu;
/** The distance between the letters for regions and those of ASCII. */
const FROM_REGIONAL = 0x1f1e6 - 0x41;
/** A locale, the last part of which is its country: `en-US`. `US-CA` is a state. */
const LOCALE = /^[a-z]{2,3}[-_]([A-Z]{2})$/;
/** The numeric code of ISO 3166, also as a decimal. Codes that begin with a zero need it: 36 may be a calling code. */
const NUMERIC_CODE = /^(\d{3})(?:\.0)?$/;
/** `Iran, Islamic Republic of` */
const INVERTED = /^(.+?),\s*(.+ of(?: the)?)$/i;
/** What begins the full name of a country. A state is not included: the State of Georgia is in the USA. */
const FORM_OF_GOVERNMENT =
  /^(?:(?:federal|federative|democratic|islamic|arab|socialist|bolivarian|oriental|united|hashemite) )*(?:republic|kingdom|commonwealth|principality|sultanate|grand duchy|plurinational state) of (?:the )?/;

/** The code of a country given by its name in any language, its three-letter or numeric code, its flag or a locale. */
export function toCountryCode(text: string): string | undefined {
  const region = LOCALE.exec(text)?.[1];
  if (region !== undefined) return codeIn(region);
  const number = NUMERIC_CODE.exec(text)?.[1];
  if (number !== undefined) return callingCodeOf(number) === number ? undefined : countries.numericToAlpha2(number);
  const named = bareName(text.replace(FLAG, (flag) => ` / ${lettersOf(flag)} / `).replace(/^ \/|\/ $/g, '')).trim();
  return codeOfName(named) ?? codeIn(named) ?? codeOfParts(named, (part) => codeIn(part) ?? codeOfName(part));
}

function lettersOf(flag: string): string {
  return String.fromCodePoint(...Array.from(flag, (letter) => (letter.codePointAt(0) ?? 0) - FROM_REGIONAL));
}

/** The code of a country that is written in capitals as a code of two letters. */
function codeIn(text: string): string | undefined {
  const code = NON_ISO_COUNTRY_CODES[text] ?? text;
  return COUNTRY_CODES.includes(code) ? code : undefined;
}

function codeOfName(text: string): string | undefined {
  const name = placeNameKey(text);
  const upper = name.toUpperCase();
  const codes = codesOfCountryNames();
  const codeByName = spellingsIn(text)
    .map((spelling) => codes.get(spelling))
    .find((code) => code !== undefined);
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

/**
 * The forms of a name that are looked up: as it is written, with the parts in order, and without its form of
 * government.
 */
function spellingsIn(text: string): readonly string[] {
  const name = placeNameKey(text);
  const ordered = placeNameKey(text.replace(INVERTED, '$2 $1'));
  return [name, withoutCountryWord(name), ordered, ordered.replace(FORM_OF_GOVERNMENT, '')];
}

let codesOfNames: ReadonlyMap<string, string> | undefined;

/** The codes of countries by the `placeNameKey` of their names in all languages. */
function codesOfCountryNames(): ReadonlyMap<string, string> {
  codesOfNames ??= uniqueNames([...namesInAllLanguages().flatMap(spellingsOf), ...ARABIC_NAMES]);
  return codesOfNames;
}

function namesInAllLanguages(): readonly (readonly [name: string, code: string])[] {
  return countries
    .getSupportedLanguages()
    .flatMap((language) =>
      Object.entries(countries.getNames(language, { select: 'all' })).flatMap(([code, spellings]) =>
        spellings.map((name) => [name, code] as const),
      ),
    );
}

function spellingsOf([name, code]: readonly [name: string, code: string]): readonly (readonly [string, string])[] {
  const plain = withoutUmlauts(name);
  return plain === name.toLowerCase()
    ? [[name, code]]
    : [
        [name, code],
        [plain, code],
      ];
}

/** The code of the country that a record names by its code or otherwise. */
export function countryCodeOf(text: string): string | undefined {
  const isCode = text.length === 2 && countries.isValid(text.toUpperCase());
  return isCode ? text.toUpperCase() : toCountryCode(text);
}
