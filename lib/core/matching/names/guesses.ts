import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { isPersonal } from '../../record/personal.ts';
import { closestField } from './closest-field.ts';
import { knownNames } from './known-names.ts';
import {
  isLookalike,
  lookUp,
  numbered,
  plainWordsOf,
  type Suggestion,
  suggestion,
  withoutNumber,
  wordsOf,
} from './look-up.ts';
import {
  isOtherObject,
  ownerOf,
  withoutAnyone,
  withoutBuyer,
  withoutBuyerAtEnd,
  withoutOrder,
  withoutProduct,
  withoutRecipient,
  withoutSender,
} from './owners.ts';
import { dashedName, qualifiedName } from './qualifiers.ts';
import { mainWords, wordsOfName } from './typos.ts';

export type Guess = (fields: readonly FieldSpec[], column: string) => Suggestion | undefined;

export const byName: Guess = (fields, column) => {
  const name = column.trim().toLowerCase();
  const { stem, suffix } = withoutNumber(name);
  return (
    suggestion(fields.find((field) => field.name === name)) ??
    numbered(
      fields.find((field) => field.name === stem),
      suffix,
    )
  );
};

const bySpelling: Guess = (fields, column) =>
  lookUp(column, (word) => fields.find((field) => knownNames(field).own === word));

const byAlias: Guess = (fields, column) =>
  lookUp(column, (word) => fields.find((field) => knownNames(field).aliases.has(word)));

const byOwnName: Guess = (fields, column) => bySpelling(fields, column) ?? byAlias(fields, column);

const byLikelyName: Guess = (fields, column) => {
  const word = normalizedName(column);
  return suggestion(fields.find((field) => word !== '' && knownNames(field).likely.has(word)));
};

/** `Billing Email`: a word for the buyer before the name of a personal field. */
const byBuyer: Guess = (fields, column) => findPersonal(fields, plainWordsOf(column).flatMap(withoutBuyer));

/** `Ville de facturation`, `City (Billing)`, and the sender of a payment: they leave it open who the person is. */
const byLikelyBuyer: Guess = (fields, column) => {
  const words = plainWordsOf(column);
  // The postal address of a sender is more likely that of a shop that sends parcels.
  const ofSender = fields.filter(({ varies }) => varies);
  return (
    findPersonal(fields, words.flatMap(withoutBuyerAtEnd)) ??
    firstFound(fields.filter(isPersonal), words.flatMap(withoutBuyerAtEnd), byLikelyName) ??
    findPersonal(fields, stemsOf(column, 'buyer')) ??
    findPersonal(ofSender, words.flatMap(withoutSender)) ??
    findPersonal(fields, words.flatMap(withoutAnyone))
  );
};

/** `Shipping City`, `Ville de livraison`, `City (Shipping)`: a person who may be someone else. */
const byRecipient: Guess = (fields, column) => {
  const words = plainWordsOf(column).flatMap(withoutRecipient);
  return findPersonal(fields, [...words, ...stemsOf(column, 'recipient')]);
};

/** The name before a qualifier that means this person. */
function stemsOf(column: string, owner: Person): readonly string[] {
  const qualified = qualifiedName(column);
  return qualified && ownerOf(qualified.qualifier) === owner ? plainWordsOf(qualified.stem) : [];
}

function findPersonal(fields: readonly FieldSpec[], stems: readonly string[]): Suggestion | undefined {
  const personal = fields.filter(isPersonal);
  for (const stem of stems) {
    const found = lookUp(stem, (word) => personal.find((field) => knownNames(field).long.has(word)));
    if (found) return found;
  }
  return undefined;
}

/** `State/Province`, `Billing Zip/Postal Code`, `Währung / Currency`: each part is a name of the same field. */
const byAlternatives: Guess = (fields, column) => {
  const found = alternativesOf(fields, column);
  return found?.others.every((other) => other === found.first.field) ? found.first : undefined;
};

/** `Ship State/Province`, `State/Province/Territory`: no part is a name of another field. */
const byLikelyAlternatives: Guess = (fields, column) => {
  const found = alternativesOf(fields, column, [...OF_PERSON, byLikelyBuyer, byRecipient]);
  return found?.others.every((other) => other === undefined || other === found.first.field) ? found.first : undefined;
};

const OF_PERSON: readonly Guess[] = [byOwnName, byBuyer];

interface Alternatives {
  readonly first: Suggestion;
  readonly others: readonly (FieldSpec | undefined)[];
}

/** The fields of the parts of a name; only before the first part can be words for a person. */
function alternativesOf(
  fields: readonly FieldSpec[],
  column: string,
  guesses: readonly Guess[] = OF_PERSON,
): Alternatives | undefined {
  const [part = '', ...others] = column.split('/');
  if (others.length === 0) return undefined;
  const first = guesses.map((guess) => guess(fields, part)).find((found) => found !== undefined);
  return first && { first, others: others.map((other) => byOwnName(fields, other)?.field) };
}

const byQualifiedName: Guess = (fields, column) => {
  const qualified = qualifiedName(column);
  if (!qualified || ownerOf(qualified.qualifier) !== undefined) return undefined;
  return byOwnName(fields, qualified.stem);
};

/** `Name (First)`: the qualifier makes it another name. */
const byQualifierFirst: Guess = (fields, column) => {
  const qualified = qualifiedName(column);
  return qualified && byOwnName(fields, `${qualified.qualifier} ${qualified.stem}`);
};

/** `Person - Email - Work`. Without a word for the person, what follows a dash may change what is meant. */
const byDashedName: Guess = (fields, column) => {
  const dashed = dashedName(column);
  return dashed && byBuyer(fields, dashed.stem);
};

/** `Order Currency`, `Conversion Value`: fields that an order has as a whole. */
const byOrder: Guess = (fields, column) => {
  const ofOrder = fields.filter(
    ({ shape, type, moment, codeOf }) =>
      shape === 'single' && (moment === true || type === 'decimal' || codeOf === 'currency'),
  );
  return firstFound(ofOrder, wordsOf(column).flatMap(withoutOrder), byOwnName);
};

/** `Lineitem sku`, `Produktname`: fields of one product, some of whose own names begin with `item_`. */
const byProduct: Guess = (fields, column) => {
  const stems = wordsOf(column).flatMap(withoutProduct);
  const ofProduct = fields.filter(({ shape }) => shape === 'item');
  return firstFound(
    ofProduct,
    stems.flatMap((stem) => [stem, `item${stem}`]),
    byOwnName,
  );
};

function firstFound(fields: readonly FieldSpec[], names: readonly string[], guess: Guess): Suggestion | undefined {
  return names.map((name) => guess(fields, name)).find((found) => found !== undefined);
}

/** The member of an object: `user_data.email`, `consent.opted_out`; not `email.1`, as programs name a second column. */
const MEMBER = /\.(?!\d+$)([^.]+)$/;

const byMember: Guess = (fields, column) => {
  const member = memberOf(column);
  if (!member || personOf(member) !== undefined || isOtherObject(member.object)) return undefined;
  // The name of an object is not the name of a person: `metric.name`, `context.library.name`.
  const others = fields.filter((field) => !isFullNameOf(field, member.name));
  return byOwnName(fields, member.name) ?? byLikelyName(others, member.name) ?? byOrder(fields, member.name);
};

const byMemberOfBuyer: Guess = (fields, column) => byMemberOf('buyer', fields, column);
const byMemberOfRecipient: Guess = (fields, column) => byMemberOf('recipient', fields, column);

function byMemberOf(person: Person, fields: readonly FieldSpec[], column: string): Suggestion | undefined {
  const member = memberOf(column);
  if (!member || personOf(member) !== person) return undefined;
  return byOwnName(fields, member.name) ?? byLikelyName(fields, member.name);
}

type Person = NonNullable<ReturnType<typeof ownerOf>>;

interface Member {
  /** The path of the object. */
  readonly object: string;
  readonly name: string;
}

/** Whom an object describes: `order.billing_address.city`. */
function personOf({ object }: Member): Person | undefined {
  return ownerOf(object.slice(object.lastIndexOf('.') + 1));
}

function memberOf(column: string): Member | undefined {
  const [end = '', name] = MEMBER.exec(column.trim()) ?? [];
  return name === undefined ? undefined : { object: column.trim().slice(0, -end.length), name };
}

/** Whether a field is a part of the full names in columns with this name. */
export function isFullNameOf({ fromFullName }: FieldSpec, name: string): boolean {
  const names = Object.values(fromFullName?.columns ?? {}).flat();
  return names.some((each) => normalizedName(each) === normalizedName(name));
}

/** In `Tel. privat`, the period ends an abbreviation. */
const ABBREVIATION = /\.\s[^.]*$/;

/** The columns that hold a whole object as JSON, because its members have columns of their own. */
export function objectColumns(header: readonly string[]): ReadonlySet<string> {
  const members = header.filter((column) => MEMBER.test(column) && !ABBREVIATION.test(column));
  return new Set(members.map((column) => column.replace(MEMBER, '')));
}

/** A number at the end is never a typo. Of a member, only its own name counts: `customer.vip` is not `customer_id`. */
export const bySimilarity: Guess = (fields, column) => {
  const member = memberOf(column);
  // A member whose name has no typos belongs to something else, or to a second person.
  if (member && byOwnName(fields, member.name) !== undefined) return undefined;
  const name = member?.name ?? column;
  const { stem, suffix } = withoutNumber(name);
  const others = fields.filter((field) => !isLookalike(field, normalizedName(name)));
  const found = closestField(others, mainWords(wordsOfName(stem)).join(''));
  return suffix === undefined ? suggestion(found) : numbered(found, suffix);
};

export const CERTAIN: readonly Guess[] = [byName, bySpelling, byAlias, byBuyer, byAlternatives];
export const TO_CONFIRM: readonly Guess[] = [
  ...[byLikelyName, byLikelyBuyer, byMemberOfBuyer, byRecipient, byMemberOfRecipient, byLikelyAlternatives],
  ...[byQualifierFirst, byQualifiedName, byDashedName, byMember, byProduct, byOrder, bySimilarity],
];
/** A second column with such a name is more likely something else than a further value of a list. */
export const FOR_ONE_COLUMN: readonly Guess[] = [
  ...[byBuyer, byAlternatives, byLikelyName, byLikelyBuyer, byMemberOfBuyer, byRecipient, byMemberOfRecipient],
  ...[byLikelyAlternatives, byProduct],
];
