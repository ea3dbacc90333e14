/** `Betrag (netto)` and `Telefon (privat)`. */
const QUALIFIED = /^(?<stem>[^()（）[\]［］]+)[(（[［](?<qualifier>[^()（）[\]［］]+)[)）\]］]$/u;
/** `Person - Email - Work`, as Pipedrive writes it. */
const WITH_DASH = /^(?<stem>.*\S)\s+[-–—]\s+(?<qualifier>[^-–—]+)$/u;
const READING = /カナ|かな|ガナ|がな|ローマ字|kana|romaji/i;

interface QualifiedName {
  readonly stem: string;
  readonly qualifier: string;
}

/** A name and its qualifier in brackets; undefined without one. */
export function qualifiedName(column: string): QualifiedName | undefined {
  return splitQualifier(QUALIFIED, column);
}

/** A name and its qualifier after a dash; undefined without one. */
export function dashedName(column: string): QualifiedName | undefined {
  return splitQualifier(WITH_DASH, column);
}

function splitQualifier(pattern: RegExp, column: string): QualifiedName | undefined {
  const { stem = '', qualifier = '' } = pattern.exec(column.trim())?.groups ?? {};
  // A number in brackets is no qualifier: it only distinguishes columns with the same name.
  if (!/\p{L}/u.test(qualifier) || stem.trim() === '' || isReading(qualifier)) return undefined;
  return { stem: stem.trim(), qualifier };
}

/** Whether a name or qualifier means the phonetic reading of a name: a column of readings does not have the names. */
export function isReading(name: string): boolean {
  return READING.test(name);
}
