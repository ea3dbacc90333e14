import { notAccepted, OUTCOMES } from '../core/job/job.ts';
import {
  isOverThreshold,
  type JobNotice,
  type PlannedNotice,
  type RefusalNotice,
} from '../core/notification/notification.ts';
import { translate, translateReason } from './translate.ts';

export interface NoticeMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where recipients can turn these mails off. */
  readonly settingsUrl: string;
}

export interface NoticeMailContext {
  /** The console's URL, without a trailing slash. */
  readonly console: string;
  /** The threshold for records not accepted, in percent. */
  readonly percent: number;
  /** The number of other jobs paused for the same reason. */
  readonly pausedAlike: number;
  /** Whether it is sent to the recipients of the query's schedule. */
  readonly isForSchedule: boolean;
}

const mailText = (code: string, params = {}) => translate('mails', code, params);

/** A mail about a job, as text and as HTML without external resources. */
export function noticeMail(notice: JobNotice, context: NoticeMailContext): NoticeMail {
  const parts = partsOf(notice, context);
  return mailOf(parts);
}

/** A mail about a planned run that got no job. */
export function refusalMail(
  { planned, problem }: RefusalNotice,
  { console, isForSchedule }: Pick<NoticeMailContext, 'console' | 'isForSchedule'>,
): NoticeMail {
  const url = `${console}${plannedPath(planned)}`;
  return mailOf({
    title: mailText('title_refused', { name: planned.name }),
    lead: mailText('lead_refused'),
    notes: [translate('errors', problem.code, problem.params), mailText(`refused_${planned.kind}`)],
    ...{ counts: [], errors: [] },
    facts: plannedFacts(planned),
    links: [{ label: planned.name, url }],
    foot: isForSchedule ? { label: mailText(`${planned.kind}_foot`), url } : foot(console),
  });
}

/** Where its schedule and its planned times are shown. */
function plannedPath({ kind, id, segment }: PlannedNotice): string {
  if (kind === 'query') return `/workbench/queries/${id}/schedule`;
  if (kind === 'parent_segment') return `/workbench/parent-segments/${id}`;
  return segment ? `/audience/${segment.parentSegment}/segments/${segment.id}/activations/${id}` : '/audience';
}

/** A mail that tests the delivery. */
export function testMail(console: string): NoticeMail {
  const title = mailText('test_title');
  const parts: Parts = {
    title,
    lead: mailText('test_text'),
    notes: [],
    counts: [],
    errors: [],
    facts: [],
    links: [],
    foot: foot(console),
  };
  return mailOf(parts);
}

function mailOf(parts: Parts): NoticeMail {
  const { title, foot: end } = parts;
  return {
    subject: `[${mailText('product')}] ${title}`,
    text: textOf(parts),
    html: htmlOf(parts),
    settingsUrl: end.url,
  };
}

/** The contents of both forms, in this order. */
interface Parts {
  readonly title: string;
  readonly lead: string;
  readonly notes: readonly string[];
  /** Counts of records: read, and by outcome. */
  readonly counts: readonly Row[];
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

function partsOf(notice: JobNotice, { console, percent, pausedAlike, isForSchedule }: NoticeMailContext): Parts {
  const { job, records, topErrors, authentication, account } = notice;
  const planned = plannedOf(notice);
  const links = [
    { label: mailText('job', { job }), url: `${console}/jobs/${job}` },
    ...(notAccepted(records) > 0 ? [{ label: mailText('records'), url: `${console}/jobs/${job}/records` }] : []),
  ];
  return {
    title: titleOf(notice),
    lead: leadOf(notice),
    notes: [
      ...(isOverThreshold(notice, percent) ? [mailText('over_threshold', { percent })] : []),
      ...(pausedAlike > 0 ? [mailText('alike', { count: pausedAlike })] : []),
    ],
    counts: (['read', ...OUTCOMES] as const).map((outcome) => [mailText(outcome), numberText(records[outcome])]),
    errors: topErrors.map(({ code, records: count }) => [translate('issue-titles', code), numberText(count)]),
    facts: [...(planned ? plannedFacts(planned) : []), ...(authentication ? exportFacts(authentication, account) : [])],
    links,
    foot:
      isForSchedule && planned
        ? { label: mailText(`${planned.kind}_foot`), url: `${console}${plannedPath(planned)}` }
        : foot(console),
  };
}

function plannedOf({ query, planned }: JobNotice): PlannedNotice | undefined {
  return query ? { ...query, kind: 'query' } : planned;
}

function plannedFacts({ kind, name, plannedAt }: PlannedNotice): readonly Row[] {
  return [
    [mailText(kind), name],
    [mailText('planned_at'), new Date(plannedAt).toISOString()],
  ];
}

function exportFacts({ id, name }: NonNullable<JobNotice['authentication']>, account: string): readonly Row[] {
  return [
    [mailText('authentication'), `${name} (${id})`],
    [mailText('account'), account],
  ];
}

/** SANDBOX or TEST comes first. */
function titleOf(notice: JobNotice): string {
  const { job, state, reason, records, testEvent, isSandbox } = notice;
  const planned = plannedOf(notice);
  const mark = isSandbox ? 'SANDBOX: ' : testEvent ? 'TEST: ' : '';
  const params = { job, accepted: records.accepted, missed: notAccepted(records), reason: reasonText(reason) };
  return `${mark}${planned ? `${planned.name}: ` : ''}${mailText(`title_${state}`, params)}`;
}

function leadOf({ state, testEvent, isSandbox }: JobNotice): string {
  const rehearsal = isSandbox ? ` ${mailText('sandbox')}` : testEvent ? ` ${mailText('test_event')}` : '';
  return mailText(`lead_${state}`) + rehearsal;
}

function reasonText(reason: string | null): string {
  return reason === null ? '' : translateReason(reason);
}

function foot(console: string): Link {
  return { label: mailText('foot'), url: `${console}/settings/notifications` };
}

function numberText(value: number): string {
  return mailText('number', { value });
}

function textOf({ title, lead, notes, counts, errors, facts, links, foot: end }: Parts): string {
  const blocks = [
    [title, lead, ...notes],
    aligned(counts),
    errors.length === 0 ? [] : [mailText('errors'), ...aligned(errors)],
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

function htmlOf({ title, lead, notes, counts, errors, facts, links, foot: end }: Parts): string {
  const paragraph = (text: string) => `<p style="margin:0 0 12px">${text}</p>`;
  const body = [
    `<h1 style="margin:0 0 8px;font-size:20px;line-height:28px">${escaped(title)}</h1>`,
    ...[lead, ...notes].map((text) => paragraph(escaped(text))),
    tableOf(counts),
    ...(errors.length === 0
      ? []
      : [`<h2 style="margin:0 0 8px;font-size:15px">${escaped(mailText('errors'))}</h2>`, tableOf(errors)]),
    ...facts.map(([name, value]) => paragraph(`${escaped(name)}: ${escaped(value)}`)),
    ...links.map((link) => paragraph(linkOf(link))),
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #d9d6e8;font-size:12px">${linkOf(end)}</p>`,
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body style="margin:0;padding:24px;${FONT};font-size:14px;line-height:20px">${body.join('')}</body></html>`;
}

/** An HTML table; empty if there are no rows. */
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
