import { createHash } from 'node:crypto';

/** What each record of a messy file must become: computed from the clean order, without any of the product's code. */

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Body = { readonly [key: string]: Json };

/** An order as the shop knows it, before an export garbles it. */
export interface CleanEvent {
  readonly name: string;
  readonly source: string;
  /** Unix seconds. */
  readonly time: number;
  readonly id: string;
  /** Other values of the event itself, such as opt_out. */
  readonly more?: Body;
  /** Personal values in the form that is hashed: lower case, no punctuation. Empty ones are absent from the event. */
  readonly person: Readonly<Record<string, string | readonly string[]>>;
  /** Values about the person that are sent as they are. */
  readonly visit?: Readonly<Record<string, string>>;
  readonly custom?: Body;
}

/** What becomes of a record. */
export type Outcome =
  | { readonly event: Body; readonly repairs?: readonly string[] }
  | { readonly left_out: string }
  | { readonly needs_a_person: string };

/** A line of a truth file. */
export type Truth = Outcome & { readonly record: number };

/** A record as the export writes it. */
export interface MessyRecord {
  readonly cells: readonly string[];
  readonly truth: Outcome;
}

/** Sent once the repairs with these names have been made; without any, as soon as the mapping is right. */
export function sent(event: CleanEvent, repairs: readonly (string | undefined)[] = []): Outcome {
  const needed = repairs.filter((repair) => repair !== undefined);
  return { event: bodyOf(event), ...(needed.length > 0 && { repairs: needed }) };
}

function bodyOf({ name, source, time, id, more = {}, person, visit = {}, custom = {} }: CleanEvent): Body {
  const hashed = Object.entries(person).flatMap(([field, value]) => {
    const values = (typeof value === 'string' ? [value] : value).filter((each) => each !== '');
    return values.length === 0 ? [] : [[field, values.map(sha256)] as const];
  });
  return {
    ...{ event_name: name, action_source: source, event_time: time, event_id: id, ...more },
    user_data: { ...Object.fromEntries(hashed), ...visit },
    ...(Object.keys(custom).length > 0 && { custom_data: custom }),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
