import { createTranslator } from 'use-intl/core';
import type { IssueParams } from '../core/issue.ts';
import cli from './en/cli.json' with { type: 'json' };
import connection from './en/connection.json' with { type: 'json' };
import deliveries from './en/deliveries.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import fields from './en/fields.json' with { type: 'json' };
import issueTitles from './en/issue-titles.json' with { type: 'json' };
import issues from './en/issues.json' with { type: 'json' };
import jobs from './en/jobs.json' with { type: 'json' };
import log from './en/log.json' with { type: 'json' };
import mails from './en/mails.json' with { type: 'json' };
import settingHelp from './en/setting-help.json' with { type: 'json' };
import status from './en/status.json' with { type: 'json' };

/** Texts for where no page is: the command line, files, logs. Pages use next-intl with the same messages. */

const catalogs = {
  ...{ cli, connection, deliveries, errors, issues, log, mails, status },
  ...{ 'issue-titles': issueTitles, 'setting-help': settingHelp, reasons: jobs.reasons },
};

type Fill = (params: IssueParams) => string;

/** Reading a message costs several times what filling it in does, and a file may have a million issues of one code. */
const fills = new Map<string, Fill>();

/** The text of a code. An unknown code is given back as it is: a missing text must not hide a fault. */
export function translate(catalog: keyof typeof catalogs, code: string, params: IssueParams = {}): string {
  const key = `${catalog}.${code}`;
  const fill = fills.get(key) ?? readMessage(catalog, code);
  fills.set(key, fill);
  return fill(params);
}

function readMessage(catalog: keyof typeof catalogs, code: string): Fill {
  const messages: Readonly<Record<string, string>> = catalogs[catalog];
  const message = messages[code];
  if (message === undefined) return () => code;
  const fill = createTranslator({ locale: 'en', timeZone: 'UTC', messages: { [code]: message } });
  return (params) => fill(code, { ...params });
}

/** What a field of a connector's table is, in a sentence. */
export function fieldHelp(name: string): string {
  const help: Readonly<Record<string, string>> = fields;
  return help[name] ?? '';
}

/** A whole catalog, code by code, as it stands in the message file. */
export function messagesOf(catalog: keyof typeof catalogs): Readonly<Record<string, string>> {
  return catalogs[catalog];
}
