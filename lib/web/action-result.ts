import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { inputError } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import { machineFaultOf } from '../core/machine-fault.ts';
import type { Locale } from '../messages/locale.ts';
import { translate } from '../messages/translate.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { requestLocale } from './request-locale.ts';
import { webRuntime } from './runtime.ts';

/** The result of a server action: a value, or the errors by form field, in the user's language. */
export type ActionResult<T> = { readonly ok: true; readonly value: T } | ActionFailure;

export interface ActionFailure {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  /** By field of the form. */
  readonly fieldErrors: Readonly<Record<string, string>>;
}

/**
 * Runs an operation for a form: validates the input with the form's schema, passes the runtime, and turns errors into a
 * result. Details of unexpected errors are only logged, under the id in the message.
 */
export async function runAction<Schema extends z.ZodType, T>(
  schema: Schema,
  input: unknown,
  operation: (input: z.output<Schema>, runtime: Runtime) => T | Promise<T>,
): Promise<ActionResult<T>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) return malformed(parsed.error, input, await requestLocale());
  try {
    return { ok: true, value: await operation(parsed.data, await webRuntime()) };
  } catch (error) {
    return failureOf(error);
  }
}

function malformed({ issues }: z.ZodError, input: unknown, locale: Locale): ActionFailure {
  const errors = issues.map((issue) => inputError(issue, input));
  const entries = errors.map(({ code, params, field = '' }) => {
    return [field, translate('errors', code, params, locale)] as const;
  });
  return {
    ok: false,
    code: errors[0]?.code ?? 'input_malformed',
    message: entries[0]?.[1] ?? '',
    fieldErrors: Object.fromEntries(entries),
  };
}

/** Turns a caught error into a failure: a UserError as it is, anything else as `unexpected` with the id of its log line. */
export async function failureOf(error: unknown): Promise<ActionFailure> {
  if (machineFaultOf(error) === 'busy') return failureOf(new UserError('database_busy', {}, { cause: error }));
  const locale = await requestLocale();
  if (error instanceof UserError) {
    const message = translate('errors', error.code, error.params, locale);
    return {
      ok: false,
      code: error.code,
      message,
      fieldErrors: error.field === undefined ? {} : { [error.field]: message },
    };
  }
  const request = randomUUID();
  const runtime = await webRuntime().catch(() => undefined);
  runtime?.logger.error({ request, err: error }, 'action failed');
  const message = translate('errors', 'unexpected', { request }, locale);
  return { ok: false, code: 'unexpected', message, fieldErrors: {} };
}
