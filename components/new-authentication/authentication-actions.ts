import type { Authentication } from '#lib/core/access/authentication.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Server actions of the pages. They validate their input themselves. */

export interface TestResult {
  readonly ok: boolean;
  readonly code: string;
  readonly params: IssueParams;
}

export type EnterSandbox = (input: { connector: string }) => Promise<ActionResult<Authentication>>;
export type CreateAuthentication = (input: {
  connector: string;
  access_token: string;
  name: string;
}) => Promise<ActionResult<Authentication>>;
export type TestEnteredToken = (input: {
  connector: string;
  access_token: string;
  ad_account_id: string;
}) => Promise<ActionResult<TestResult>>;

/** Actions on an existing authentication. */
export interface AuthenticationActions {
  rename: (input: { id: number; name: string }) => Promise<ActionResult<void>>;
  replaceToken: (input: { id: number; access_token: string }) => Promise<ActionResult<void>>;
  test: (input: { id: number; ad_account_id: string }) => Promise<ActionResult<TestResult>>;
  remove: (input: { id: number }) => Promise<ActionResult<void>>;
}
