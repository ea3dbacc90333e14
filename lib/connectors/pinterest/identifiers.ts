import type { RecordRule } from '../../core/preparation/prepare-options.ts';
import { fields } from './fields.ts';

/** The fields by which Pinterest matches people, the strongest first. The fields of one list count only together. */
const IDENTIFIER_NAMES = [
  ['em'],
  ['hashed_maids'],
  ['external_id'],
  ['client_ip_address', 'client_user_agent'],
  ['click_id'],
  ['ph'],
  ['fn', 'ln'],
  ['db'],
];

export const identifiers = IDENTIFIER_NAMES.map((names) =>
  names.flatMap((name) => fields.filter((field) => field.name === name)),
);

/** Pinterest requires that an event has all fields of at least one of these sets. */
export const IDENTIFIER_SETS: readonly (readonly string[])[] = [
  ['em'],
  ['hashed_maids'],
  ['client_ip_address', 'client_user_agent'],
];

/**
 * Reports an event without a complete set of identifiers. A malformed identifier counts as present, because it already
 * has its own error.
 */
export const needsIdentifier: RecordRule = (event, errors) => {
  const isPresent = (name: string) => event.has(name) || errors.some(({ field }) => field === name);
  return IDENTIFIER_SETS.some((set) => set.every(isPresent))
    ? undefined
    : { code: 'user_data_missing', field: 'user_data' };
};
