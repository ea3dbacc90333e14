import { notAccepted, OUTCOMES } from '../core/job/job.ts';
import { isOverThreshold, type JobNotice } from '../core/notification/notification.ts';
import { translate } from './translate.ts';

export interface NoticeMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where whoever gets it can stop it. */
  readonly settingsUrl: string;
}

export interface NoticeMailContext {
  /** Where the console is, without a slash at its end. */
  readonly console: string;
  /** The share of records not accepted that is too much. */
  readonly percent: number;
  /** How many other jobs wait for the same. */
  readonly alike: number;
  /** Whether it goes to those whom the schedule of its query names. */
  readonly isOfSchedule: boolean;
}

const say = (code: string, params = {}) => translate('mails', code, params);

/** The mail that tells of a job, as text and as HTML that loads nothing from anywhere. */
export function noticeMail(notice: JobNotice, context: NoticeMailContext): NoticeMail {
  const parts = partsOf(notice, context);
  return mailOf(parts);
}

/** A mail that shows that mails arrive. */
export function testMail(console: string): NoticeMail {
  const title = say('test_title');
  const parts: Parts = {
    title,
    lead: say('test_text'),
    remarks: [],
    sum: [],
    errors: [],
    facts: [],
    links: [],
    foot: foot(console),
  };
  return mailOf(parts);
}

function mailOf(parts: Parts): NoticeMail {
  const { title, foot: end } = parts;
  return { subject: `[${say('product')}] ${title}`, text: textOf(parts), html: htmlOf(parts), settingsUrl: end.url };
}

/** What both forms say, in this order. */
interface Parts {
  readonly title: string;
  readonly lead: string;
  readonly remarks: readonly string[];
  /** The ledger: read, and what became of it. */
  readonly sum: readonly Row[];
  readonly errors: readonly Row[];
  readonly facts: readonly Row[];
  readonly links: readonly Link[];
  readonly foot: Link;
}

type Row = readonly [name: string, value: string];
interface Link {
  readonly label: string;
  readonly url: string;
}

function partsOf(notice: JobNotice, { console, percent, alike, isOfSchedule }: NoticeMailContext): Parts {
  const { job, records, topErrors, authentication, account, query } = notice;
  const links = [
    { label: say('job', { job }), url: `${console}/jobs/${job}` },
    ...(notAccepted(records) > 0 ? [{ label: say('records'), url: `${console}/jobs/${job}/records` }] : []),
  ];
  return {
    title: titleOf(notice),
    lead: leadOf(notice),
    remarks: [
      ...(isOverThreshold(notice, percent) ? [say('over_threshold', { percent })] : []),
      ...(alike > 0 ? [say('alike', { count: alike })] : []),
    ],
    sum: (['read', ...OUTCOMES] as const).map((outcome) => [say(outcome), numberText(records[outcome])]),
    errors: topErrors.map(({ code, records: count }) => [translate('issue-titles', code), numberText(count)]),
    facts: [...(query ? queryFacts(query) : []), ...(authentication ? exportFacts(authentication, account) : [])],
    links,
    foot: isOfSchedule && query ? scheduleFoot(console, query.id) : foot(console),
  };
}

function queryFacts({ name, plannedAt }: NonNullable<JobNotice['query']>): readonly Row[] {
  return [
    [say('query'), name],
    [say('planned_at'), new Date(plannedAt).toISOString()],
  ];
}

function exportFacts({ id, name }: NonNullable<JobNotice['authentication']>, account: string): readonly Row[] {
  return [
    [say('authentication'), `${name} (${id})`],
    [say('account'), account],
  ];
}

/** Whether it was a rehearsal comes before everything else. */
function titleOf({ job, state, reason, records, testEvent, isSandbox, query }: JobNotice): string {
  const mark = isSandbox ? 'SANDBOX: ' : testEvent ? 'TEST: ' : '';
  const params = { job, accepted: records.accepted, missed: notAccepted(records), reason: reasonText(reason) };
  return `${mark}${query ? `${query.name}: ` : ''}${say(`title_${state}`, params)}`;
}

function leadOf({ state, testEvent, isSandbox }: JobNotice): string {
  const rehearsal = isSandbox ? ` ${say('sandbox')}` : testEvent ? ` ${say('test_event')}` : '';
  return say(`lead_${state}`) + rehearsal;
}

function reasonText(reason: string | null): string {
  return reason === null ? '' : translate('reasons', reason);
}

function foot(console: string): Link {
  return { label: say('foot'), url: `${console}/settings/notifications` };
}

function numberText(value: number): string {
  return say('number', { value });
}

function scheduleFoot(console: string, query: number): Link {
  return { label: say('schedule_foot'), url: `${console}/workbench/queries/${query}/schedule` };
}

function textOf({ title, lead, remarks, sum, errors, facts, links, foot: end }: Parts): string {
  const blocks = [
    [title, lead, ...remarks],
    aligned(sum),
    errors.length === 0 ? [] : [say('errors'), ...aligned(errors)],
    facts.map(([name, value]) => `${name}: ${value}`),
    links.map(({ label, url }) => `${label}: ${url}`),
    [`-- `, `${end.label} ${end.url}`],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function aligned(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(([, value]) => value.length));
  return rows.map(([name, value]) => `  ${value.padStart(width)}  ${name}`);
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

function htmlOf({ title, lead, remarks, sum, errors, facts, links, foot: end }: Parts): string {
  const paragraph = (text: string) => `<p style="margin:0 0 12px">${text}</p>`;
  const body = [
    `<h1 style="margin:0 0 8px;font-size:20px;line-height:28px">${escaped(title)}</h1>`,
    ...[lead, ...remarks].map((text) => paragraph(escaped(text))),
    tableOf(sum),
    ...(errors.length === 0
      ? []
      : [`<h2 style="margin:0 0 8px;font-size:15px">${escaped(say('errors'))}</h2>`, tableOf(errors)]),
    ...facts.map(([name, value]) => paragraph(`${escaped(name)}: ${escaped(value)}`)),
    ...links.map((link) => paragraph(linkOf(link))),
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #d9d6e8;font-size:12px">${linkOf(end)}</p>`,
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body style="margin:0;padding:24px;${FONT};font-size:14px;line-height:20px">${body.join('')}</body></html>`;
}

/** Rows without any are no table. */
function tableOf(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(
    ([name, value]) =>
      `<tr><td style="padding:2px 16px 2px 0">${escaped(name)}</td><td align="right" style="padding:2px 0"><b>${escaped(value)}</b></td></tr>`,
  );
  return `<table role="presentation" cellspacing="0" cellpadding="0" style="margin:0 0 16px;font-size:14px">${cells.join('')}</table>`;
}

function linkOf({ label, url }: Link): string {
  return `<a href="${escaped(url)}">${escaped(label)}</a>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
