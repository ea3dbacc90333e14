import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import type { Target } from '#lib/core/access/authentication.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

// Server actions of the pages. They validate their input themselves.

export interface TestResult {
  readonly ok: boolean;
  readonly code: string;
  readonly params: IssueParams;
}

/** A created or found authentication, as the command returns it. */
export interface ReturnedAuthentication {
  readonly id: number;
  readonly name: string;
  readonly target: Target;
  /** ISO 8601. */
  readonly failed_at: string | null;
}

export type EnterSandbox = (input: { type: string; sandbox: true }) => Promise<ActionResult<ReturnedAuthentication>>;
export type CreateAuthentication = (input: {
  type: string;
  access_token: string;
  name: string;
}) => Promise<ActionResult<ReturnedAuthentication>>;
export type TestEnteredToken = (input: {
  type: string;
  access_token: string;
  ad_account_id: string;
}) => Promise<ActionResult<TestResult>>;

export function choiceOf({ id, name, target, failed_at }: ReturnedAuthentication): AuthenticationChoice {
  return { id, name, target, failedAt: failed_at === null ? null : Date.parse(failed_at), account: null };
}

/** Actions on an existing authentication. */
export interface AuthenticationActions {
  rename: (input: { authentication: number; name: string }) => Promise<ActionResult<unknown>>;
  replaceToken: (input: { authentication: number; access_token: string }) => Promise<ActionResult<unknown>>;
  test: (input: { authentication: number; ad_account_id: string }) => Promise<ActionResult<TestResult>>;
  archive: (input: { authentication: number }) => Promise<ActionResult<unknown>>;
  restore: (input: { authentication: number }) => Promise<ActionResult<unknown>>;
  remove: (input: { authentication: number }) => Promise<ActionResult<unknown>>;
}
