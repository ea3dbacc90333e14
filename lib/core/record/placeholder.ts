/** What programs and people write for a missing value. Compared in lower case. */

/** Spreadsheet errors, also in the languages that translate them. */
const SPREADSHEET_ERRORS = new Set(
  `#n/a #ref! #value! #name? #div/0! #null! #num! #spill! #calc! #error! #field!
  #busy! #blocked! #connect! #unknown! #getting_data #python! #external! #timeout!
  #nv #bezug! #wert! #zahl! #valeur! #nom? #nombre? #¡ref! #¡valor! #¡div/0! #¡num! #¡nulo! #¿nombre?
  #überlauf! #kalk! #nul! #propagation! #¡desbordamiento!
  #n/d #nome? #valore! #valor! #rif! #nullo! #nulo! #núm! #despejar! #espansione!
  #n/b #naam? #waarde! #verw! #getal! #leeg! #deel/0!
  #n/d! #arg! #adr! #nazwa? #liczba! #zero! #dziel/0!
  #н/д #знач! #ссылка! #имя? #число! #дел/0! #пусто!
  #yok #değer! #başv! #ad? #sayi! #sayi/0! #boş!
  #saknas! #värdefel! #referens! #namn? #ogiltigt! #skärning! #division/0!
  #i/t #verdi! #værdi! #reference! #navn?
  #puuttuu! #arvo! #viittaus! #nimi? #luku! #jako/0!`.split(/\s+/),
);

const NO_VALUE = new Set([
  'n/a',
  'n.a.',
  'n.a',
  'undefined',
  'unknown',
  '(unknown)',
  'not set',
  '(not set)',
  'not provided',
  '(not provided)',
  'not available',
  'not applicable',
  '(null)',
  '<null>',
  '[null]',
  '<na>',
  '(none)',
  '--none--',
  '(no value)',
  'no value',
  '(missing)',
  '(other)',
  '(data not available)',
  '[redacted]',
  '(redacted)',
  'redacted',
  'not logged in',
  '(blank)',
  '(empty)',
  'anonymous',
  'no name',
  '[object object]',
  '{}',
  '[]',
  'k.a.',
  'keine angabe',
  'unbekannt',
  'inconnu',
  'desconocido',
  'desconhecido',
  '不明',
  'なし',
  '未設定',
  '未入力',
  '該当なし',
]);

/** Placeholders that are also names. */
const AMBIGUOUS = new Set(['null', 'none', 'nil', 'nan', 'true', 'false']);

/** What R and pandas write, only in this spelling: Na and Nat are names. */
const NOT_AVAILABLE = new Set(['NA', 'na', 'NaT']);

const ONLY_SIGNS = /^[-–—―_.,?!*/\\#~+=\s]+$/;

/** The placeholders that begin with a letter, in any case, as a part of a pattern. */
export const PLACEHOLDER_WORDS = [...NO_VALUE, ...AMBIGUOUS, ...NOT_AVAILABLE]
  .filter((word) => /^\p{L}/u.test(word))
  .map((word) => word.replaceAll('.', '\\.'))
  .join('|');

/** A fast check that rules out nearly every other text; a search in the sets takes ten times as long. */
const MAY_BE_PLACEHOLDER = new RegExp(`^(?:(?:${PLACEHOLDER_WORDS})$|[^\\p{L}\\d])`, 'iu');

export function isSpreadsheetError(text: string): boolean {
  return text[0] === '#' && (SPREADSHEET_ERRORS.has(text.toLowerCase()) || /^#+$/.test(text));
}

/** Whether a text is certainly a placeholder: `N/A`, `-`, `#REF!`. */
export function isPlaceholder(text: string): boolean {
  if (!MAY_BE_PLACEHOLDER.test(text)) return false;
  return NO_VALUE.has(text.toLowerCase()) || isSpreadsheetError(text) || ONLY_SIGNS.test(text);
}

/** Whether a text is a placeholder or a name: `null`, `None`, `NA`. */
export function isNullWord(text: string): boolean {
  return MAY_BE_PLACEHOLDER.test(text) && (NOT_AVAILABLE.has(text) || AMBIGUOUS.has(text.toLowerCase()));
}

/** Whether a text of a field without names is certainly a placeholder: `N/A`, `NA`. `null` may be intended there. */
export function isNoValue(text: string): boolean {
  return isPlaceholder(text) || NOT_AVAILABLE.has(text);
}
