/** Names of countries and states, and how they are compared. */

/**
 * The form in which names of places are compared. Case, accents, apostrophes, `.,()` and a leading “the” do not count;
 * hyphens, underscores and repeated blanks count as one blank, `&` as “and”.
 */
export function placeNameKey(name: string): string {
  const withoutAccents = name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFKC');
  return withoutAccents
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[.,()'’]/g, '')
    .replace(/[\s_-]+/gu, ' ')
    .replace(/^the /, '')
    .trim();
}

/** The code of each name, by the `placeNameKey` of the name. Names with more than one code are left out. */
export function uniqueNames(pairs: readonly (readonly [name: string, code: string])[]): ReadonlyMap<string, string> {
  const codes = new Map<string, Set<string>>();
  for (const [name, code] of pairs) {
    const key = placeNameKey(name);
    codes.set(key, (codes.get(key) ?? new Set()).add(code));
  }
  return new Map(
    [...codes].flatMap(([name, codesOfName]) => (codesOfName.size === 1 ? [[name, [...codesOfName][0] ?? '']] : [])),
  );
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** A name with its umlauts in two letters, as programs without them write it: `Oesterreich`. */
export function withoutUmlauts(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter);
}

/** What joins a name with its code or with another name: `DE - Deutschland`, `Japan (日本)`, `日本/Japan`, `US-Texas`. */
const BETWEEN_NAMES = /\s+[-–—]\s+|(?<=^[A-Z]{2,3})-|\s*[(/|:]\s*/;

/**
 * The code of a place that is written twice, as a name and a code or as two names; undefined if the two mean different
 * places.
 */
export function codeOfParts(text: string, codeOf: (part: string) => string | undefined): string | undefined {
  const parts = text
    .replace(/\)$/, '')
    .split(BETWEEN_NAMES)
    .filter((part) => part !== '');
  if (parts.length < 2) return undefined;
  const codes = new Set(parts.map(codeOf));
  return codes.size === 1 ? [...codes][0] : undefined;
}

/** A text without the quotation marks around it, the apostrophe of a spreadsheet, and punctuation at its end. */
export function bareName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/^["'“‘’”]+|["'“‘’”.,;]+$/g, '')
    .trim();
}
