/** The format of mappings. As JSON, it is part of files, API and stored jobs. */

/**
 * Which part of a split text. A number means one part, counted from 1, or from -1 backward. The names mean all parts
 * after the first, all before the last, or the given names or the family name of a person whose given names come first.
 */
export const PARTS = ['after_first', 'before_last', 'given_names', 'family_name'] as const;
export const MAX_PART = 10;
/** Maximum number of columns that follow a column in a joined value. */
export const MAX_JOINED = 10;
export type Part = number | (typeof PARTS)[number];

export const DATE_ORDERS = ['day_first', 'month_first'] as const;
export const DECIMAL_SIGNS = ['comma', 'point'] as const;

/** How to read values that the file leaves ambiguous. Without a unit, nothing is assumed. */
export interface Units {
  /** The IANA time zone of times without one. */
  readonly timezone?: string | undefined;
  /** How 04/05/2026 is read. */
  readonly dates?: (typeof DATE_ORDERS)[number] | undefined;
  /** What separates the fraction of a number. */
  readonly decimals?: (typeof DECIMAL_SIGNS)[number] | undefined;
  /** Two letters: the country of phone numbers without a calling code, unless the record names a country. */
  readonly country?: string | undefined;
}

export const UNITS = ['timezone', 'dates', 'decimals', 'country'] as const satisfies readonly (keyof Units)[];
export type Unit = (typeof UNITS)[number];

/** A field that a column feeds, and how its value is made from the cells of a record. */
export interface FieldTarget extends Units {
  /** The field's name, with its number if it has one: `em`, `em_1`. */
  readonly field: string;
  /** Columns whose values follow this column's, joined by the separator. */
  readonly join?: readonly string[] | undefined;
  /** Only this part of the value, split at the separator. */
  readonly part?: Part | undefined;
  /** A space by default; a blank separator splits at every run of white space. */
  readonly separator?: string | undefined;
  /**
   * The value of the field for each value of the column, compared without case and outer blanks. Null leaves out the
   * record, an empty text leaves out only the value.
   */
  readonly values?: Readonly<Record<string, string | null>> | undefined;
}

export type Target = string | FieldTarget;

/** What becomes of each column of the file, by its name: one field, several, or null to ignore it. */
export type Mapping = Readonly<Record<string, Target | readonly Target[] | null>>;

/** The letters and digits of a name, in lower case, so that `E-Mail Address` and `email_address` are equal. */
export function normalizedName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The fields that a column feeds, each as a FieldTarget. */
export function targetsOf(target: Mapping[string] | undefined): readonly FieldTarget[] {
  if (target == null) return [];
  const targets: readonly Target[] = Array.isArray(target) ? target : [target as Target];
  return targets.map((fieldOrTarget) => (typeof fieldOrTarget === 'string' ? { field: fieldOrTarget } : fieldOrTarget));
}

/** The shortest form of what a column feeds: the field's name alone if nothing else is given. */
export function targetOf(targets: readonly FieldTarget[]): Mapping[string] {
  const shortTargets = targets.map(shortest);
  const [first] = shortTargets;
  if (first === undefined) return null;
  return shortTargets.length === 1 ? first : shortTargets;
}

function shortest(target: FieldTarget): Target {
  const members = Object.entries(target).filter(([, value]) => value !== undefined);
  return members.length === 1 ? target.field : (Object.fromEntries(members) as unknown as FieldTarget);
}
