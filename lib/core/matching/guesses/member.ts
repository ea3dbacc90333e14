import type { FieldSpec } from '../../record/field.ts';
import { isFullNameOf } from '../names/known-names.ts';
import type { Suggestion } from '../names/look-up.ts';
import { memberOf, type ObjectMember } from '../names/object-members.ts';
import { isOtherObject, type Party, partyOf } from '../names/parties.ts';
import type { Guess } from './guess.ts';
import { byOrder } from './order-and-product.ts';
import { byLikelyName, byOwnName } from './own-name.ts';

/** `consent.opted_out`, `data.order_value`: a member of an object that is no person. */
export const byMember: Guess = (fields, column) => {
  const member = memberOf(column);
  if (!member || partyOfMember(member) !== undefined || isOtherObject(member.object)) return undefined;
  // A member `name` is the name of its object, not of a person: `metric.name`, `context.library.name`.
  const withoutNames = fields.filter((field) => !isFullNameOf(field, member.name));
  return byOwnName(fields, member.name) ?? byLikelyName(withoutNames, member.name) ?? byOrder(fields, member.name);
};

/** `user.email`, `order.billing_address.city`. */
export const byMemberOfBuyer: Guess = (fields, column) => byMemberOf('buyer', fields, column);

/** `shipping_address.city`. */
export const byMemberOfRecipient: Guess = (fields, column) => byMemberOf('recipient', fields, column);

function byMemberOf(party: Party, fields: readonly FieldSpec[], column: string): Suggestion | undefined {
  const member = memberOf(column);
  if (!member || partyOfMember(member) !== party) return undefined;
  return byOwnName(fields, member.name) ?? byLikelyName(fields, member.name);
}

/** Whom an object describes, by the last name of its path: the buyer in `order.billing_address`. */
function partyOfMember({ object }: ObjectMember): Party | undefined {
  return partyOf(object.slice(object.lastIndexOf('.') + 1));
}
