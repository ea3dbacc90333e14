import { createTranslator } from 'use-intl/core';
import type { IssueParams, TextParams } from '../core/issue.ts';
import { type Catalog, catalogs, type Texts } from './catalogs.ts';
import { withListTexts } from './list-texts.ts';
import type { Locale } from './locale.ts';
import { reasonKey } from './reason-key.ts';

/**
 * Texts outside pages: the command line, files, logs, emails and results of actions. Pages use next-intl with the
 * same messages. Texts are English unless the person's language is known.
 */

type Formatter = (params: IssueParams) => string;

/**
 * Parsed messages. Parsing costs several times as much as formatting, and a file may have a million issues of one code.
 */
const formatters = new Map<string, Formatter>();

/** The text of a code. An unknown code is returned unchanged, because a missing text must not hide an error. */
export function translate(catalog: Catalog, code: string, params: TextParams = {}, locale: Locale = 'en'): string {
  const key = `${locale}.${catalog}.${code}`;
  const format = formatters.get(key) ?? parseMessage(catalog, code, locale);
  formatters.set(key, format);
  return format(withListTexts(params, locale));
}

function parseMessage(catalog: Catalog, code: string, locale: Locale): Formatter {
  const message = messagesOf(catalog, locale)[code];
  if (message === undefined) return () => code;
  const t = createTranslator({ locale, timeZone: 'UTC', messages: { [code]: message } });
  return (params) => t(code, params);
}

/** Why a job stopped, in a few words. */
export function translateReason(code: string, locale: Locale = 'en'): string {
  const isIn = (catalog: Catalog) => (key: string) => key in messagesOf(catalog, locale);
  return translate('reasons', reasonKey(code, { reason: isIn('reasons'), error: isIn('errors') }), {}, locale);
}

/** The description of a connector's field. */
export function fieldHelp(name: string, locale: Locale = 'en'): string {
  return messagesOf('fields', locale)[name] ?? '';
}

/** A catalog's messages by code, unformatted. */
export function messagesOf(catalog: Catalog, locale: Locale = 'en'): Texts {
  return catalogs[locale][catalog];
}
