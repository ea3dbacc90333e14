/** `Betrag (netto)` and `Telefon (privat)`. */
const IN_BRACKETS = /^(?<stem>[^()（）[\]［］]+)[(（[［](?<qualifier>[^()（）[\]［］]+)[)）\]］]$/u;
/** `Person - Email - Work`, as Pipedrive writes it. */
const AFTER_DASH = /^(?<stem>.*\S)\s+[-–—]\s+(?<qualifier>[^-–—]+)$/u;
const READING = /カナ|かな|ガナ|がな|ローマ字|kana|romaji/i;

interface QualifiedName {
  readonly stem: string;
  readonly qualifier: string;
}

/** The stem of a column's name and its qualifier in brackets; undefined without one. */
export function bracketedName(column: string): QualifiedName | undefined {
  return splitQualifier(IN_BRACKETS, column);
}

/** The stem of a column's name and its qualifier after a dash; undefined without one. */
export function dashedName(column: string): QualifiedName | undefined {
  return splitQualifier(AFTER_DASH, column);
}

function splitQualifier(pattern: RegExp, column: string): QualifiedName | undefined {
  const { stem = '', qualifier = '' } = pattern.exec(column.trim())?.groups ?? {};
  // A number in brackets is no qualifier: it only distinguishes columns with the same name.
  if (!/\p{L}/u.test(qualifier) || stem.trim() === '' || isReading(qualifier)) return undefined;
  return { stem: stem.trim(), qualifier };
}

/** Whether a column's name or its qualifier says that it contains phonetic readings, which are not people's names. */
export function isReading(name: string): boolean {
  return READING.test(name);
}
