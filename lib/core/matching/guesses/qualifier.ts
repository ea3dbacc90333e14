import { partyOf } from '../names/parties.ts';
import { bracketedName, dashedName } from '../names/qualifiers.ts';
import type { Guess } from './guess.ts';
import { byOwnName } from './own-name.ts';
import { byBuyer } from './person.ts';

/** `Betrag (netto)`: the qualifier does not mean a person. */
export const byQualifiedName: Guess = (fields, column) => {
  const qualified = bracketedName(column);
  if (!qualified || partyOf(qualified.qualifier) !== undefined) return undefined;
  return byOwnName(fields, qualified.stem);
};

/** `Name (First)`: with the qualifier in front, `First Name` is the name of a field. */
export const byQualifierFirst: Guess = (fields, column) => {
  const qualified = bracketedName(column);
  return qualified && byOwnName(fields, `${qualified.qualifier} ${qualified.stem}`);
};

/**
 * `Person - Email - Work`: what follows the last dash is ignored if the name before it begins with a word for the
 * buyer. In other names, it may change the meaning.
 */
export const byDashedName: Guess = (fields, column) => {
  const dashed = dashedName(column);
  return dashed && byBuyer(fields, dashed.stem);
};
