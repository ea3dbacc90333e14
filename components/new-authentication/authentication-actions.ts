import type { Authentication } from '#lib/core/access/authentication.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** What the pages hand in: their server actions. The input is checked there, whatever its type says here. */

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
export type TestEntered = (input: {
  connector: string;
  access_token: string;
  ad_account_id: string;
}) => Promise<ActionResult<TestResult>>;

/** What can be done to one that exists. */
export interface AuthenticationActions {
  rename: (input: { id: number; name: string }) => Promise<ActionResult<void>>;
  replaceToken: (input: { id: number; access_token: string }) => Promise<ActionResult<void>>;
  test: (input: { id: number; ad_account_id: string }) => Promise<ActionResult<TestResult>>;
  remove: (input: { id: number }) => Promise<ActionResult<void>>;
}
