/** `Betrag (netto)` and `Telefon (privat)`; a number in brackets only distinguishes columns with the same name. */
const QUALIFIED = /^([^()（）[\]［］]+)[(（[［]([^()（）[\]［］]+)[)）\]］]$/u;
/** `Person - Email - Work`, as Pipedrive writes it. */
const WITH_DASH = /^(.*\S)\s+[-–—]\s+([^-–—]+)$/u;
/** A column with the phonetic reading of a name does not have the name itself. */
const READING = /カナ|かな|ガナ|がな|ローマ字|kana|romaji/i;

interface QualifiedName {
  readonly stem: string;
  readonly qualifier: string;
}

/** A name and its qualifier in brackets; undefined without one. */
export function qualifiedName(column: string): QualifiedName | undefined {
  return splitQualifier(QUALIFIED, column);
}

/** The same with the qualifier after a dash. */
export function dashedName(column: string): QualifiedName | undefined {
  return splitQualifier(WITH_DASH, column);
}

function splitQualifier(pattern: RegExp, column: string): QualifiedName | undefined {
  const [, stem = '', qualifier = ''] = pattern.exec(column.trim()) ?? [];
  if (!/\p{L}/u.test(qualifier) || stem.trim() === '' || isReading(qualifier)) return undefined;
  return { stem: stem.trim(), qualifier };
}

export function isReading(name: string): boolean {
  return READING.test(name);
}
