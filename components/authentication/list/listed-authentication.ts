import type { Authentication } from '#lib/core/access/authentication.ts';

/** An authentication with the number of jobs that used it. */
export interface ListedAuthentication extends Authentication {
  readonly jobs: number;
}
