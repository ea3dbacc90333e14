import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { plainLetters } from '../../text/plain-letters.ts';

/** Shorter names mean too many things: `Customer St` is a street, and `em` and `en` differ by one letter. */
export const MIN_LENGTH_OF_NAME = 4;

/** The names of a field in the form in which names are compared. */
interface KnownNames {
  readonly ownName: string;
  readonly aliases: ReadonlySet<string>;
  readonly likely: ReadonlySet<string>;
  readonly lookalikes: ReadonlySet<string>;
  /** The names that can precede or follow a word for a person, without accents. */
  readonly besidePerson: ReadonlySet<string>;
}

const KNOWN_NAMES = new WeakMap<FieldSpec, KnownNames>();

/** The names of a field, normalized once, because a header of many columns is compared with hundreds of names. */
export function knownNames(field: FieldSpec): KnownNames {
  const names = KNOWN_NAMES.get(field) ?? normalizeNames(field);
  KNOWN_NAMES.set(field, names);
  return names;
}

function normalizeNames({ name, aliases = [], likelyNames = [], lookalikes = [] }: FieldSpec): KnownNames {
  const setOf = (names: readonly string[]) => new Set(names.map(normalizedName));
  return {
    ownName: normalizedName(name),
    aliases: setOf(aliases),
    likely: setOf(likelyNames),
    lookalikes: setOf(lookalikes),
    besidePerson: namesBesidePerson(name.length < MIN_LENGTH_OF_NAME ? aliases : [name, ...aliases]),
  };
}

function namesBesidePerson(names: readonly string[]): ReadonlySet<string> {
  // A name of one character means something else beside a word for a person: 名 is a given name, but 会員名 a full name.
  return new Set(names.map((name) => plainLetters(normalizedName(name))).filter((name) => name.length > 1));
}

/** Whether columns with this name have full names, of which the field is a part. */
export function isFullNameOf({ fromFullName }: FieldSpec, name: string): boolean {
  const fullNames = Object.values(fromFullName?.columns ?? {}).flat();
  return fullNames.some((fullName) => normalizedName(fullName) === normalizedName(name));
}
