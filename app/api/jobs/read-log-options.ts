import type { Locale } from '#lib/messages/locale.ts';
import { translate } from '#lib/messages/translate.ts';
import type { ReadLogOptions } from '#lib/operations/jobs/read-log.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';

/** Options for reading logs in a language. */
export function readLogOptions({ log }: Runtime, locale: Locale): ReadLogOptions {
  return { log, textOf: ({ code, params }) => translate('log', code, params, locale) };
}
