import { randomUUID } from 'node:crypto';
import { UserError } from '../core/errors.ts';
import type { IssueParams } from '../core/issue.ts';
import { databaseErrorOf } from '../core/machine-fault.ts';
import { translate } from '../messages/translate.ts';
import { requestLocale } from './request/request-locale.ts';
import { webRuntime } from './runtime.ts';

/** The result of a server action: a value, or why it failed, in the person's language. */
export type ActionResult<T> = { readonly ok: true; readonly value: T } | ActionFailure;

export interface ActionFailure {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly params: IssueParams;
  readonly fieldErrors: Readonly<Record<string, string>>;
}

/**
 * Turns a caught error into a failure: a UserError or an unavailable database with its code, any other error as
 * `unexpected` with the id of its log line.
 */
export async function failureOf(error: unknown): Promise<ActionFailure> {
  const databaseError = databaseErrorOf(error);
  if (databaseError) return failureOf(databaseError);
  const locale = await requestLocale();
  if (error instanceof UserError) {
    const messageOf = ({ code, textParams }: UserError) => translate('errors', code, textParams, locale);
    const fieldErrors = error.all.flatMap((fault) =>
      fault.field === undefined ? [] : [[fault.field, messageOf(fault)]],
    );
    const { code, params } = error;
    return { ok: false, code, message: messageOf(error), params, fieldErrors: Object.fromEntries(fieldErrors) };
  }
  const request = randomUUID();
  const runtime = await webRuntime().catch(() => undefined);
  runtime?.logger.error({ request, err: error }, 'action failed');
  const message = translate('errors', 'unexpected', { request }, locale);
  return { ok: false, code: 'unexpected', message, params: { request }, fieldErrors: {} };
}
