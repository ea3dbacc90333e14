import type { FieldSpec } from '../record/field.ts';
import { isPersonal } from '../record/personal.ts';
import { FieldAssignment } from './guesses/field-assignment.ts';
import type { Guess } from './guesses/guess.ts';
import { CERTAIN, TO_CONFIRM } from './guesses/guesses.ts';
import { bySimilarity } from './guesses/similarity.ts';
import { knownNames } from './names/known-names.ts';
import { isLookalike, mayBeName, normalizedNames, plainNames, withoutNumber } from './names/look-up.ts';
import { namePairs } from './names/name-pairs.ts';
import { namesBeside } from './names/names-beside.ts';
import { withoutBuyer, withoutBuyerAtEnd, withoutPlace, withoutRecipient, withoutSender } from './names/parties.ts';

/** The suggested field of each column. */
type SuggestedFields = Readonly<Record<string, string | null>>;

/**
 * Suggests a field for each column of a header: by the guesses that need no confirmation, then by a name with one or
 * two typos. Better matches have priority, and no field is suggested twice with the same number. A column without a
 * match gets null.
 */
export function suggestMapping(fields: readonly FieldSpec[], header: readonly string[]): SuggestedFields {
  const assignment = new FieldAssignment(fields, header);
  for (const guess of CERTAIN) assignment.apply(guess);
  assignment.apply(bySimilarity);
  return assignment.fieldsByColumn;
}

/** Suggests more than `suggestMapping`: also by names that can mean something else, which a person has to confirm. */
export function suggestForConfirmation(fields: readonly FieldSpec[], header: readonly string[]): SuggestedFields {
  const assignment = new FieldAssignment(fields, header);
  for (const guess of CERTAIN) assignment.apply(guess);
  assignment.applyFirst(namePairs(fields, header));
  assignment.applyFirst(namesBeside(fields, header));
  for (const guess of TO_CONFIRM) assignment.apply(guess);
  return assignment.fieldsByColumn;
}

/**
 * Whether a column matches a field only by similar spelling or by a name that can mean something else: a person should
 * check it.
 */
export function isFuzzyMatch(fields: readonly FieldSpec[], column: string, field: FieldSpec): boolean {
  if (!mayBeName(column)) return false;
  const isByGuess = (guess: Guess) => guess(fields, column)?.field === field;
  return !CERTAIN.some(isByGuess) && TO_CONFIRM.some(isByGuess);
}

/** Returns a predicate: whether a column has a field's name or alias, in any spelling; similarity does not count. */
export function isNameOfField(fields: readonly FieldSpec[]): (column: string) => boolean {
  const names = new Set(fields.map(knownNames).flatMap(({ ownName, aliases }) => [ownName, ...aliases]));
  const besidePerson = new Set(fields.filter(isPersonal).flatMap((field) => [...knownNames(field).besidePerson]));
  const isKnown = (column: string) => {
    if (normalizedNames(column).some((name) => names.has(name))) return true;
    const stems = plainNames(column).flatMap(withoutBuyer);
    return stems.some((stem) => besidePerson.has(stem));
  };
  return (column) => mayBeName(column) && (isKnown(column) || isKnown(withoutNumber(column).stem));
}

/** The ways to remove the words that say whose a field is. */
const WITHOUT_OWNER = [withoutBuyer, withoutBuyerAtEnd, withoutSender, withoutPlace, withoutRecipient];

/** The field for which a column can be mistaken, because its name resembles the field's, as `ZIP+4` does. */
export function lookalikeOf(fields: readonly FieldSpec[], column: string): FieldSpec | undefined {
  if (!mayBeName(column)) return undefined;
  const names = plainNames(column);
  const stems = WITHOUT_OWNER.flatMap((withoutOwner) => names.flatMap(withoutOwner));
  return fields.find((field) => [...names, ...stems].some((name) => isLookalike(field, name)));
}
