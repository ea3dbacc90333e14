import type { FieldSpec } from '../../record/field.ts';
import { isPersonal } from '../../record/personal.ts';
import { knownNames } from '../names/known-names.ts';
import { lookUp, plainNames, type Suggestion } from '../names/look-up.ts';
import {
  type Party,
  partyOf,
  withoutBuyer,
  withoutBuyerAtEnd,
  withoutPlace,
  withoutRecipient,
  withoutSender,
} from '../names/parties.ts';
import { bracketedName } from '../names/qualifiers.ts';
import { firstOfNames, type Guess } from './guess.ts';
import { byLikelyName } from './own-name.ts';

/** `Billing Email`: a word for the buyer before the name of a personal field. */
export const byBuyer: Guess = (fields, column) => findPersonal(fields, plainNames(column).flatMap(withoutBuyer));

/** `Ville de facturation`, `City (Billing)`, `Sender Email`, `Home Zip`: the person is probably the buyer. */
export const byLikelyBuyer: Guess = (fields, column) => {
  const names = plainNames(column);
  const stemsBeforeBuyer = names.flatMap(withoutBuyerAtEnd);
  // Only fields that vary: the postal address of a sender is probably a shop's, and the same in every record.
  const fieldsOfSender = fields.filter(({ varies }) => varies);
  return (
    findPersonal(fields, stemsBeforeBuyer) ??
    firstOfNames(byLikelyName, fields.filter(isPersonal), stemsBeforeBuyer) ??
    findPersonal(fields, stemsQualifiedBy('buyer', column)) ??
    findPersonal(fieldsOfSender, names.flatMap(withoutSender)) ??
    findPersonal(fields, names.flatMap(withoutPlace))
  );
};

/** `Shipping City`, `Ville de livraison`, `City (Shipping)`: a person who may be someone else than the buyer. */
export const byRecipient: Guess = (fields, column) => {
  const stems = plainNames(column).flatMap(withoutRecipient);
  return findPersonal(fields, [...stems, ...stemsQualifiedBy('recipient', column)]);
};

/** The name before a qualifier that means this person, such as `City` in `City (Shipping)`. */
function stemsQualifiedBy(party: Party, column: string): readonly string[] {
  const qualified = bracketedName(column);
  return qualified && partyOf(qualified.qualifier) === party ? plainNames(qualified.stem) : [];
}

function findPersonal(fields: readonly FieldSpec[], stems: readonly string[]): Suggestion | undefined {
  const personal = fields.filter(isPersonal);
  for (const stem of stems) {
    const suggestion = lookUp(stem, (name) => personal.find((field) => knownNames(field).besidePerson.has(name)));
    if (suggestion) return suggestion;
  }
  return undefined;
}
