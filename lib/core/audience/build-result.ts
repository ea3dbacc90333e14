/** How one joined table matches the master table in a build. */
export interface JoinResult {
  /** The name that a person gave the table. */
  readonly table: string;
  /** Rows with and without a matching row of the master. */
  readonly matched: number;
  readonly unmatched: number;
  /** Rows of an attribute table that are not used because an earlier row has the same key; 0 for behaviors. */
  readonly duplicateKeys: number;
  /** Customers with at least one row. */
  readonly customers: number;
}

/** The counts of a build. */
export interface BuildResult {
  readonly customers: number;
  /** Rows of the master table that its filters leave out. */
  readonly filteredOut: number;
  /** Customers with the key of an earlier customer; null without a key column. */
  readonly duplicateMasterKeys: number | null;
  /** Customers without a key; null without a key column. */
  readonly missingMasterKeys: number | null;
  /** Rows of each behavior table of the build, by its name without `behavior_`. */
  readonly behaviors: Readonly<Record<string, number>>;
  /** In the order of the parent segment: attribute tables, then behaviors. */
  readonly joins: readonly JoinResult[];
  /** Values that a column's type does not allow and the build leaves out, for each column that has any. */
  readonly unreadable: readonly { readonly table: string; readonly column: string; readonly values: number }[];
  /** By table and column of the build: the number of rows with a value. Builds by earlier versions lack the numbers. */
  readonly filled?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The number of attribute tables that a build read. */
export function countAttributeTables({ joins, behaviors }: Pick<BuildResult, 'joins' | 'behaviors'>): number {
  return joins.length - Object.keys(behaviors).length;
}
