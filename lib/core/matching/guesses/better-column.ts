import type { FieldSpec } from '../../record/field.ts';
import { normalizedName } from '../../record/field-target.ts';
import { isPersonal } from '../../record/personal.ts';
import { nameForInvitee } from '../names/parties.ts';
import { CERTAIN } from './guesses.ts';

/** Whether a header has another column that certainly means the field, and suits the field better than this column. */
export function hasBetterColumn(
  fields: readonly FieldSpec[],
  header: readonly string[],
  { column, field }: { readonly column: string; readonly field: FieldSpec },
): boolean {
  const better = betterNames(normalizedName(column), field);
  if (better.length === 0) return false;
  const isCertain = (other: string) => CERTAIN.some((guess) => guess(fields, other)?.field === field);
  return header.some((other) => better.includes(normalizedName(other)) && isCertain(other));
}

/** Beside the other column, AppsFlyer's `Region` is a continent, and its `Channel` a kind of advertisement. */
const BETTER_NAMES: Readonly<Record<string, readonly string[]>> = {
  region: ['state', 'province'],
  channel: ['platform'],
};
/** The end of a name such as `eventdate`; not the whole name `date`. */
const DAY = /(?<=.)date$/;
/** Files often have the name of a state or country in one column, and its code in another. */
const HAS_CODE = /(?:state|province|country)$/;

/**
 * The names of columns that suit a field better than the column `name`: `event_timestamp` has the hour, which
 * `event_date` lacks; `revenue_float` is in whole units, and Adjust's `revenue` in cents; `Country Code` surely has a
 * code, which is what is sent, and `Country` may have a name; `Invitee Email` is the customer's, and `User Email` is
 * the host's.
 */
function betterNames(name: string, field: FieldSpec): readonly string[] {
  const better = BETTER_NAMES[name];
  if (better !== undefined) return better;
  if (field.isEventTime) return timesOfDay(name);
  if (field.type === 'decimal') return [`${name}float`];
  if (!isPersonal(field) || name === field.name) return [];
  return [...codesOf(name), ...nameForInvitee(name)];
}

/** The names of columns that also have the hour: `eventtimestamp` and `eventdatetime` for `eventdate`. */
function timesOfDay(name: string): readonly string[] {
  if (!DAY.test(name)) return [];
  return [name.replace(DAY, 'timestamp'), name.replace(DAY, 'datetime')];
}

/** The names of columns with codes: `countrycode` and `countryabbreviation` for `country`. */
function codesOf(name: string): readonly string[] {
  return HAS_CODE.test(name) ? [`${name}code`, `${name}abbreviation`] : [];
}
