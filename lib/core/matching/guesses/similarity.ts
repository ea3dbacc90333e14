import { normalizedName } from '../../record/field-target.ts';
import { closestField } from '../names/closest-field.ts';
import { isLookalike, numberedSuggestion, suggestion, withoutNumber } from '../names/look-up.ts';
import { memberOf } from '../names/object-members.ts';
import { mainWords, wordsOfName } from '../names/typos.ts';
import type { Guess } from './guess.ts';
import { byOwnName } from './own-name.ts';

/**
 * A field's name with few typos. A number at the end is never a typo. If the column is a member of an object, only the
 * member's name is compared: `customer.vip` is not `customer_id`.
 */
export const bySimilarity: Guess = (fields, column) => {
  const member = memberOf(column);
  // A member with exactly the name of a field belongs to something else, or to a second person. Otherwise, an earlier
  // guess would have taken it.
  if (member && byOwnName(fields, member.name) !== undefined) return undefined;
  const name = member?.name ?? column;
  const { stem, suffix } = withoutNumber(name);
  const candidates = fields.filter((field) => !isLookalike(field, normalizedName(name)));
  const closest = closestField(candidates, mainWords(wordsOfName(stem)).join(''));
  return suffix === undefined ? suggestion(closest) : numberedSuggestion(closest, suffix);
};
