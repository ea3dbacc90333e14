// What a file's columns hold, for the person who matches them.

/** A value of a column and the number of records with it. */
export interface CountedValue {
  readonly text: string;
  readonly records: number;
}

/** The most frequent values of a column that has too many to list. */
export interface CheckedValues {
  readonly checkedCount: number;
  /** How many of these values are accepted, by field; only for fields whose values can be matched. */
  readonly accepted: Readonly<Record<string, number>>;
}

/** How many texts of a column, among the first records, can be read in one way, and how many in several ways. */
export interface UnitHints {
  /** Dates whose first number cannot be a month. */
  readonly dayFirst: number;
  /** Dates whose second number cannot be a month. */
  readonly monthFirst: number;
  /** Dates whose first two numbers can both be months. */
  readonly anyOrder: number;
  /** Times without a zone. */
  readonly withoutZone: number;
  /** Numbers with a fraction after a comma. */
  readonly comma: number;
  /** Numbers with a fraction after a point. */
  readonly point: number;
  /** Numbers with three digits after their only separator, which can be a decimal sign or separate thousands. */
  readonly anySign: number;
  /** Those numbers of `anySign` whose separator is a comma. */
  readonly anyComma: number;
  /** Those numbers of `anyComma` in a currency without fractions: their comma can only separate thousands. */
  readonly wholeComma: number;
  /** Phone numbers without a plus or 00 in front. */
  readonly localPhones: number;
  /** How many phone numbers have a plus or 00 in front, by the first three digits after it. */
  readonly phoneCodes: Readonly<Record<string, number>>;
  /** The first text of each kind. */
  readonly examples: Readonly<Partial<Record<'date' | 'time' | 'number' | 'phone', string>>>;
}

export interface ColumnProfile {
  readonly column: string;
  /** How many records have a value. */
  readonly filled: number;
  /** How many distinct values were counted. */
  readonly distinct: number;
  /** Whether there are more distinct values than were counted. */
  readonly hasMore: boolean;
  /** How many records have the most frequent of the counted values. */
  readonly mostFrequentCount: number;
  /** All values, most frequent first; null if there are too many to list. */
  readonly values: readonly CountedValue[] | null;
  /** Some distinct values, in file order, if `values` is null; else empty. */
  readonly texts: readonly string[];
  /** How many of the most frequent values each field accepts, if `values` is null; else null. */
  readonly checked: CheckedValues | null;
  /** Shows which units the values lack. */
  readonly hints: UnitHints;
  /** Shows whether the values are names of people. */
  readonly words: WordShapes;
}

/** How many texts of a column, among the first records, could be names of people. */
export interface WordShapes {
  /** All texts, whether or not they could be names. */
  readonly textCount: number;
  /** Possible names of one word. */
  readonly single: number;
  /** Possible names of several words, without a comma after the first. */
  readonly several: number;
  /** Possible names of several words, with a comma after the first. */
  readonly comma: number;
  /** Possible names in a script that writes the family name first. */
  readonly familyFirst: number;
}

/** A column whose header is empty, so that it cannot be mapped. */
export interface NamelessColumn {
  /** From 1. */
  readonly position: number;
  /** How many records have a value. */
  readonly filled: number;
}

export interface FileProfile {
  readonly records: number;
  readonly columns: readonly ColumnProfile[];
  /** Columns without a name that have values. */
  readonly nameless: readonly NamelessColumn[];
}

/** All distinct values of a column if they are listed, else some. */
export function textsOf({ values, texts }: Pick<ColumnProfile, 'values' | 'texts'>): readonly string[] {
  return values?.map(({ text }) => text) ?? texts;
}
