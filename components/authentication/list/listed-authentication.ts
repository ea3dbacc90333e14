import type { Authentication } from '#lib/core/access/authentication.ts';

/** An authentication with what the console shows about it. */
export interface ListedAuthentication extends Authentication {
  /** The number of jobs that used it. */
  readonly jobs: number;
  /** Where its events are sent if that is not the connector's default base URL. */
  readonly customBaseUrl: string | null;
}
