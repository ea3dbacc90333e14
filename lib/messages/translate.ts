import { createTranslator } from 'use-intl/core';
import type { IssueParams } from '../core/issue.ts';
import cli from './en/cli.json' with { type: 'json' };
import connection from './en/connection.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import fields from './en/fields.json' with { type: 'json' };
import issues from './en/issues.json' with { type: 'json' };
import log from './en/log.json' with { type: 'json' };
import settingHelp from './en/setting-help.json' with { type: 'json' };
import status from './en/status.json' with { type: 'json' };
import jaCli from './ja/cli.json' with { type: 'json' };
import jaConnection from './ja/connection.json' with { type: 'json' };
import jaErrors from './ja/errors.json' with { type: 'json' };
import jaFields from './ja/fields.json' with { type: 'json' };
import jaIssues from './ja/issues.json' with { type: 'json' };
import jaLog from './ja/log.json' with { type: 'json' };
import jaSettingHelp from './ja/setting-help.json' with { type: 'json' };
import jaStatus from './ja/status.json' with { type: 'json' };
import type { Locale } from './locale.ts';

/**
 * Texts for where no page is: the command line, files, logs, and what actions answer. Pages use next-intl with the same
 * messages. They are English unless it is known who reads them.
 */

const en = { cli, connection, errors, fields, issues, log, 'setting-help': settingHelp, status };
type Catalog = keyof typeof en;

const catalogs: Readonly<Record<Locale, Record<Catalog, Readonly<Record<string, string>>>>> = {
  en,
  ja: {
    cli: jaCli,
    connection: jaConnection,
    errors: jaErrors,
    fields: jaFields,
    issues: jaIssues,
    log: jaLog,
    'setting-help': jaSettingHelp,
    status: jaStatus,
  },
};

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
export function messagesOf(catalog: Catalog, locale: Locale = 'en'): Readonly<Record<string, string>> {
  return catalogs[locale][catalog];
}
