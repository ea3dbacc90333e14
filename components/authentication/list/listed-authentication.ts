import type { Authentication } from '#lib/core/access/authentication.ts';

/** An authentication and how many jobs used it. */
export interface ListedAuthentication extends Authentication {
  readonly jobs: number;
}
