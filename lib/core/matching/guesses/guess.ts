import type { FieldSpec } from '../../record/field.ts';
import type { Suggestion } from '../names/look-up.ts';

/** One way to find the field that a name means: the name of a column, or what remains of it without some words. */
export type Guess = (fields: readonly FieldSpec[], name: string) => Suggestion | undefined;

/** The first suggestion that a guess makes for any of the names, which are tried in order. */
export function firstOfNames(
  guess: Guess,
  fields: readonly FieldSpec[],
  names: readonly string[],
): Suggestion | undefined {
  return names.map((name) => guess(fields, name)).find((suggestion) => suggestion !== undefined);
}

/** The first suggestion that any of the guesses, which are tried in order, makes for a name. */
export function firstOfGuesses(
  guesses: readonly Guess[],
  fields: readonly FieldSpec[],
  name: string,
): Suggestion | undefined {
  return guesses.map((guess) => guess(fields, name)).find((suggestion) => suggestion !== undefined);
}
