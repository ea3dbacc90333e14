/** live: the receiving service. sandbox: the built-in stand-in for it, for rehearsals. */
export type Target = 'live' | 'sandbox';

/** A named access token, without the token itself. Times are milliseconds since 1970. */
export interface Authentication {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  readonly target: Target;
  /** The token's last four characters. */
  readonly tokenHint: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastUsedAt: number | null;
  /** Since when the receiving service has refused the token; null if it has not, or has accepted the token since. */
  readonly failedAt: number | null;
  /** When it was archived: kept only for its jobs, and not offered for new ones. Null while it is in use. */
  readonly archivedAt: number | null;
  /** Parameters of an export that names only this authentication; null if the export has to supply its own. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
}
