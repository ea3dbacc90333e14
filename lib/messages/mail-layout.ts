import { translate } from './translate.ts';

export interface NoticeMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where recipients can turn these emails off. */
  readonly settingsUrl: string;
}

/** The parts of an email, in the order in which its text and its HTML contain them. */
export interface MailParts {
  readonly title: string;
  readonly lead: string;
  readonly notes: readonly string[];
  /** Counts of records or tasks. */
  readonly counts: readonly Row[];
  readonly errors: readonly Row[];
  readonly facts: readonly Row[];
  readonly links: readonly Link[];
  readonly foot: Link;
}

export type Row = readonly [name: string, value: string];
interface Link {
  readonly label: string;
  readonly url: string;
}

export const mailText = (code: string, params = {}): string => translate('mails', code, params);

/** An email as text, and as HTML without external resources. */
export function mailOf(parts: MailParts): NoticeMail {
  return {
    subject: `[${mailText('product')}] ${parts.title}`,
    text: textOf(parts),
    html: htmlOf(parts),
    settingsUrl: parts.foot.url,
  };
}

/** The foot of emails that are controlled by the settings, not by a schedule. */
export function settingsFoot(consoleUrl: string): Link {
  return { label: mailText('foot'), url: `${consoleUrl}/settings/notifications` };
}

export function numberText(value: number): string {
  return mailText('number', { value });
}

function textOf({ title, lead, notes, counts, errors, facts, links, foot }: MailParts): string {
  const blocks = [
    [title, lead, ...notes],
    aligned(counts),
    errors.length === 0 ? [] : [mailText('errors'), ...aligned(errors)],
    facts.map(([name, value]) => `${name}: ${value}`),
    links.map(({ label, url }) => `${label}: ${url}`),
    [`-- `, `${foot.label} ${foot.url}`],
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

function htmlOf({ title, lead, notes, counts, errors, facts, links, foot }: MailParts): string {
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
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #d9d6e8;font-size:12px">${linkOf(foot)}</p>`,
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
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
