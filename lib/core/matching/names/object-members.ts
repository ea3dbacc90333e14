/** A column for one member of an object: `user_data.email`, `consent.opted_out`. */
export interface ObjectMember {
  /** The path of the object. */
  readonly object: string;
  readonly name: string;
}

/**
 * The last period and the member's name after it. A number is no name: some programs call a second column `email.1`.
 */
const MEMBER = /\.(?!\d+$)[^.]+$/;

export function memberOf(column: string): ObjectMember | undefined {
  const path = column.trim();
  const period = path.search(MEMBER);
  return period === -1 ? undefined : { object: path.slice(0, period), name: path.slice(period + 1) };
}

/** A period that ends an abbreviation, as in `Tel. privat`. */
const ABBREVIATION = /\.\s[^.]*$/;

/** The columns that hold a whole object as JSON, because its members have columns of their own. */
export function objectColumns(header: readonly string[]): ReadonlySet<string> {
  const members = header.filter((column) => MEMBER.test(column) && !ABBREVIATION.test(column));
  return new Set(members.map((column) => column.replace(MEMBER, '')));
}
