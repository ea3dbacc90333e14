import type { Authentication } from '#lib/core/access/authentication.ts';

/** An authentication with what the console shows about it. */
export interface ListedAuthentication extends Authentication {
  /** The number of jobs that used it. */
  readonly jobCount: number;
  /** The base URL to which its events are sent; null for the connector's default, and for the sandbox. */
  readonly customBaseUrl: string | null;
}
