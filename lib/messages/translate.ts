import { createTranslator } from 'use-intl/core';
import type { IssueParams } from '../core/issue.ts';
import { type Catalog, catalogs, type Texts } from './catalogs.ts';
import type { Locale } from './locale.ts';

/**
 * Texts for where no page is: the command line, files, logs, mails, and what actions answer. Pages use next-intl with the
 * same messages. They are English unless it is known who reads them.
 */

type Fill = (params: IssueParams) => string;

/** Reading a message costs several times what filling it in does, and a file may have a million issues of one code. */
const fills = new Map<string, Fill>();

/** The text of a code. An unknown code is given back as it is: a missing text must not hide a fault. */
export function translate(catalog: Catalog, code: string, params: IssueParams = {}, locale: Locale = 'en'): string {
  const key = `${locale}.${catalog}.${code}`;
  const fill = fills.get(key) ?? readMessage(catalog, code, locale);
  fills.set(key, fill);
  return fill(params);
}

function readMessage(catalog: Catalog, code: string, locale: Locale): Fill {
  const message = messagesOf(catalog, locale)[code];
  if (message === undefined) return () => code;
  const fill = createTranslator({ locale, timeZone: 'UTC', messages: { [code]: message } });
  return (params) => fill(code, { ...params });
}

/** What a field of a connector's table is, in a sentence. */
export function fieldHelp(name: string, locale: Locale = 'en'): string {
  return messagesOf('fields', locale)[name] ?? '';
}

/** A whole catalog, code by code, as it stands in the message file. */
export function messagesOf(catalog: Catalog, locale: Locale = 'en'): Texts {
  return catalogs[locale][catalog];
}
