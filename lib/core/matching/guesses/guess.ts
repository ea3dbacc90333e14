import type { FieldSpec } from '../../record/field.ts';
import type { Suggestion } from '../names/look-up.ts';

/** One way to find the field that a column's name means. */
export type Guess = (fields: readonly FieldSpec[], column: string) => Suggestion | undefined;

/** The first suggestion that a guess makes for one of several names. */
export function firstOfNames(
  guess: Guess,
  fields: readonly FieldSpec[],
  names: readonly string[],
): Suggestion | undefined {
  return names.map((name) => guess(fields, name)).find((suggestion) => suggestion !== undefined);
}

/** The first suggestion that one of several guesses makes for a name. */
export function firstOfGuesses(
  guesses: readonly Guess[],
  fields: readonly FieldSpec[],
  name: string,
): Suggestion | undefined {
  return guesses.map((guess) => guess(fields, name)).find((suggestion) => suggestion !== undefined);
}
