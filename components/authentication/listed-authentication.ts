import type { Authentication } from '#lib/core/authentication.ts';

/** An authentication and how many jobs used it. */
export interface ListedAuthentication extends Authentication {
  readonly jobs: number;
}
