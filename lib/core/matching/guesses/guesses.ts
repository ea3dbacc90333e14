import { byAlternatives, byLikelyAlternatives } from './alternatives.ts';
import type { Guess } from './guess.ts';
import { byMember, byMemberOfBuyer, byMemberOfRecipient } from './member.ts';
import { byOrder, byProduct } from './order-and-product.ts';
import { byAlias, byFieldName, byLikelyName, bySpelling } from './own-name.ts';
import { byBuyer, byLikelyBuyer, byRecipient } from './person.ts';
import { byDashedName, byQualifiedName, byQualifierFirst } from './qualifier.ts';
import { bySimilarity } from './similarity.ts';

/** Guesses that need no confirmation, the best first. */
export const CERTAIN: readonly Guess[] = [byFieldName, bySpelling, byAlias, byBuyer, byAlternatives];

/** Guesses that a person has to confirm, the best first. */
export const TO_CONFIRM: readonly Guess[] = [
  byLikelyName,
  byLikelyBuyer,
  byMemberOfBuyer,
  byRecipient,
  byMemberOfRecipient,
  byLikelyAlternatives,
  byQualifierFirst,
  byQualifiedName,
  byDashedName,
  byMember,
  byProduct,
  byOrder,
  bySimilarity,
];

/**
 * Guesses for at most one column of a field, even if the field is a list: a second column with such a name is more
 * likely something else than a further value.
 */
export const FOR_ONE_COLUMN: readonly Guess[] = [
  byBuyer,
  byAlternatives,
  byLikelyName,
  byLikelyBuyer,
  byMemberOfBuyer,
  byRecipient,
  byMemberOfRecipient,
  byLikelyAlternatives,
  byProduct,
];
