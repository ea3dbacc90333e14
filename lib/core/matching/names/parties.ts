import {
  AFTER_BUYER,
  AFTER_RECIPIENT,
  AFTER_SENDER,
  APPOINTMENT,
  BEFORE_BUYER,
  BEFORE_ORDER,
  BEFORE_PLACE,
  BEFORE_PRODUCT,
  BEFORE_RECIPIENT,
  BEFORE_SENDER,
  keyOf,
  OTHER_OBJECT,
} from './surrounding-words.ts';

// The functions `without…` remove the words that say whose a field is, or of what. They take a name in plain letters
// and without signs, and return what can remain of the name: no text if it has no such words, and several texts if the
// words can end in several places.

export function withoutBuyer(name: string): readonly string[] {
  return withoutStart(name, BEFORE_BUYER);
}

export function withoutBuyerAtEnd(name: string): readonly string[] {
  return withoutEnd(name, AFTER_BUYER);
}

export function withoutRecipient(name: string): readonly string[] {
  return [...withoutStart(name, BEFORE_RECIPIENT), ...withoutEnd(name, AFTER_RECIPIENT)];
}

export function withoutSender(name: string): readonly string[] {
  return [...withoutStart(name, BEFORE_SENDER), ...withoutEnd(name, AFTER_SENDER)];
}

export function withoutPlace(name: string): readonly string[] {
  return withoutStart(name, BEFORE_PLACE);
}

export function withoutOrder(name: string): readonly string[] {
  return withoutStart(name, BEFORE_ORDER);
}

export function withoutProduct(name: string): readonly string[] {
  return withoutStart(name, BEFORE_PRODUCT);
}

/** A person whom a column's name can mean. */
export type Party = 'buyer' | 'recipient';

/** Whom a qualifier, such as the `Billing` of `City (Billing)`, or the name of an object means. */
export function partyOf(qualifier: string): Party | undefined {
  const key = keyOf(qualifier);
  if (BEFORE_BUYER.includes(key)) return 'buyer';
  return BEFORE_RECIPIENT.includes(key) ? 'recipient' : undefined;
}

/** Whether an object, given by its path, describes neither the event nor its person: `user_ltv.revenue`. */
export function isOtherObject(path: string): boolean {
  return OTHER_OBJECT.test(path);
}

/** For a column that can be the host's, such as `user email`, the name of the invitee's; none for other columns. */
export function nameForInvitee(name: string): readonly string[] {
  return withoutStart(name, [APPOINTMENT.host]).map((stem) => APPOINTMENT.invitee + stem);
}

function withoutStart(name: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => name.startsWith(word)).map((word) => name.slice(word.length));
}

function withoutEnd(name: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => name.endsWith(word)).map((word) => name.slice(0, -word.length));
}
