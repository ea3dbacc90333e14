/** The database that a build of a parent segment produces. The names are TD's. */

const PREFIX = 'cdp_audience_';

/** One row for each customer. */
export const CUSTOMERS = 'customers';
/** Identifies a customer within one build: 1, 2, 3 … in the order of the master table. */
export const CUSTOMER_ID = 'cdp_customer_id';

export function audienceDatabase(parentSegment: number): string {
  return `${PREFIX}${parentSegment}`;
}

/** The parent segment that a database belongs to; undefined for any other database. */
export function parentSegmentOf(database: string): number | undefined {
  const id = database.startsWith(PREFIX) ? database.slice(PREFIX.length) : '';
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}

/** Whether only builds may create this database and write to it. */
export function isAudienceDatabase(database: string): boolean {
  return database.startsWith(PREFIX);
}

/** The table of a behavior, such as `behavior_page_views` for `Page Views`: `_` replaces all but `a-z` and digits. */
export function behaviorTable(name: string): string {
  return `behavior_${name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '_')}`;
}
