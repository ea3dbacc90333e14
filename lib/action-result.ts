import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { machineFaultOf } from './adapters/store/database/machine-fault.ts';
import { inputError } from './core/connector/parameters.ts';
import { UserError } from './core/errors.ts';
import type { Locale } from './messages/locale.ts';
import { translate } from './messages/translate.ts';
import type { Runtime } from './runtime/runtime.ts';
import { requestLocale } from './web/request-locale.ts';
import { webRuntime } from './web/runtime.ts';

/** What a server action answers: a value, or what is wrong, where it belongs in the form, in the user's language. */
export type ActionResult<T> = { readonly ok: true; readonly value: T } | ActionFailure;

export interface ActionFailure {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  /** By field of the form. */
  readonly fieldErrors: Readonly<Record<string, string>>;
}

/**
 * The one way from a form to an operation: checks the input against the schema that the form uses too, gives the operation
 * its runtime, and turns whatever goes wrong into an answer. Nothing that a person did not cause is told in detail; it is
 * logged under the id that the message names.
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

/** What a caught error is to the person who waits: their own to repair, or ours, with an id to find it by. */
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
