/** live: the receiving service. sandbox: the built-in stand-in for it, for rehearsals. */
export type Target = 'live' | 'sandbox';

/** A named access token, without the token. Times are milliseconds since 1970. */
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
  /** Since when the other side refuses the token; null while it does not. */
  readonly failedAt: number | null;
  /** What an export gets that names this authentication and nothing else; null where it has to say more. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
}
