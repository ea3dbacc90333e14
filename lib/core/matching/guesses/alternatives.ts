import type { FieldSpec } from '../../record/field.ts';
import type { Suggestion } from '../names/look-up.ts';
import { firstOfGuesses, type Guess } from './guess.ts';
import { byOwnName } from './own-name.ts';
import { byBuyer, byLikelyBuyer, byRecipient } from './person.ts';

/** `State/Province`, `Billing Zip/Postal Code`, `Währung / Currency`: each part is a name of the same field. */
export const byAlternatives: Guess = (fields, column) => {
  const alternatives = alternativesOf(fields, column, [byOwnName, byBuyer]);
  if (!alternatives) return undefined;
  const { first, otherFields } = alternatives;
  return otherFields.every((field) => field === first.field) ? first : undefined;
};

/**
 * `Ship State/Province`, `State/Province/Territory`: the other parts may mean no field, but none means another field.
 */
export const byLikelyAlternatives: Guess = (fields, column) => {
  const alternatives = alternativesOf(fields, column, [byOwnName, byBuyer, byLikelyBuyer, byRecipient]);
  if (!alternatives) return undefined;
  const { first, otherFields } = alternatives;
  return otherFields.every((field) => field === undefined || field === first.field) ? first : undefined;
};

interface Alternatives {
  readonly first: Suggestion;
  /** The fields of the other parts; undefined for a part that is no name of a field. */
  readonly otherFields: readonly (FieldSpec | undefined)[];
}

/** The fields of the parts into which slashes divide a name. Only the first part can have words for a person. */
function alternativesOf(
  fields: readonly FieldSpec[],
  column: string,
  guessesForFirst: readonly Guess[],
): Alternatives | undefined {
  const slash = column.indexOf('/');
  if (slash === -1) return undefined;
  const first = firstOfGuesses(guessesForFirst, fields, column.slice(0, slash));
  if (!first) return undefined;
  const otherNames = column.slice(slash + 1).split('/');
  return { first, otherFields: otherNames.map((name) => byOwnName(fields, name)?.field) };
}
