import { createHash } from 'node:crypto';

/** An independent implementation of the rules for the columns of generated files. */

/** The parts of an event that the oracle checks; undefined if the file has no value. */
export interface OracleEvent {
  readonly id: string;
  readonly name: string | undefined;
  readonly value: string | undefined;
  readonly emails: readonly string[];
}

export const COLUMNS = [
  'event_name',
  'action_source',
  'event_time',
  'event_id',
  'em',
  'value',
  'content_name',
  'item_quantity',
  'partner_name',
] as const;
export const REQUIRED = COLUMNS.slice(0, 4);

const EVENT_NAMES = new Set(
  (
    'add_to_cart checkout custom lead page_visit search signup view_category watch_video add_payment_info ' +
    'add_to_wishlist app_install initiate_checkout subscribe view_content app_open contact customize_product ' +
    'find_location schedule start_trial submit_application'
  ).split(' '),
);
const SOURCES = new Set(['app_android', 'app_ios', 'web', 'offline']);
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);
const HASH_OF_NOTHING = sha256('');

export type Cells = Readonly<Record<string, string>>;

/** The event of a record, from its cells by column; undefined if it is invalid. `now` is in Unix seconds. */
export function eventOf(raw: Cells, now: number): OracleEvent | undefined {
  const given = Object.entries(raw).map(([column, cell]) => [column, trimmed(cell)] as const);
  const cells = new Map(given.filter(([, cell]) => cell !== '' && cell !== '\\N'));
  const emails = emailsOf(cells.get('em'));
  const id = cells.get('event_id');
  const isValid =
    EVENT_NAMES.has(cells.get('event_name')?.toLowerCase() ?? '') &&
    SOURCES.has(cells.get('action_source')?.toLowerCase() ?? '') &&
    isTime(cells.get('event_time') ?? '', now) &&
    /^(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))?$/.test(cells.get('value') ?? '') &&
    isSafeInteger(cells.get('item_quantity') ?? '0');
  if (!isValid || id === undefined || !isId(id) || !emails || emails.length === 0) return undefined;
  return { id, emails, name: textOf(cells.get('content_name')), value: cells.get('value') };
}

/** A cell of number signs comes from a column that was too narrow; generated files have no other spreadsheet errors. */
function textOf(cell: string | undefined): string | undefined {
  return cell !== undefined && /^#+$/.test(cell) ? undefined : cell;
}

/**
 * Whether a text is an ID. Generated files have only these placeholders: punctuation, words, truncated numbers, and
 * lists, which are often cut off.
 */
function isId(id: string): boolean {
  if (/^\[\s*["'“]/.test(id) || (/^[[{(]/.test(id) && /[\])}]$/.test(id) && id.includes(','))) return false;
  return !/^[-–—―_.,?!*/\\#~+=\s]+$|^(?:null|none|nil|nan|n\/a|undefined)$|^\d(\d{0,2}[.,]\d+)?e\+\d{1,3}$/i.test(id);
}

/** Tests each character: a regular expression for the whole text would backtrack on every run of spaces. */
export function trimmed(cell: string): string {
  let start = 0;
  let end = cell.length;
  while (start < end && isBlank(cell[start])) start += 1;
  while (end > start && isBlank(cell[end - 1])) end -= 1;
  return cell.slice(start, end);
}

function isBlank(character = ''): boolean {
  return /^[\p{White_Space}\ufeff\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]$/u.test(character);
}

/** Hashes of the addresses in a cell; undefined if one is malformed. */
function emailsOf(cell: string | undefined): readonly string[] | undefined {
  if (cell === undefined) return [];
  const addresses = listOf(cell)?.filter((address) => address !== null);
  if (addresses?.every((address) => typeof address === 'string' && address.isWellFormed())) {
    if (addresses.length > 100) return undefined;
    const texts = (addresses as string[]).map(trimmed).filter((text) => text !== '' && text !== '\\N');
    return allOrNone(texts.map(emailHash));
  }
  return addresses ? undefined : allOrNone([emailHash(cell)]);
}

function listOf(cell: string): readonly unknown[] | undefined {
  if (!/^\[.*\]$/s.test(cell)) return undefined;
  try {
    const value: unknown = JSON.parse(cell);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function allOrNone(hashes: readonly (string | undefined)[]): readonly string[] | undefined {
  const defined = hashes.filter((hash) => hash !== undefined);
  return defined.length === hashes.length ? [...new Set(defined)] : undefined;
}

function emailHash(address: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(address))
    return address.toLowerCase() === HASH_OF_NOTHING ? undefined : address.toLowerCase();
  const bare = bareAddress(address.normalize('NFC'));
  const [localPart = '', domain = '', ...more] = bare.split('@');
  const isLocal = /^[^\s,;:<>()"'\\=/][^\s,;:<>()"\\]*$/.test(localPart) && !isMaskedOrQuoted(localPart);
  const isShort = localPart.length <= 64 && bare.length <= 254;
  const isValid = isLocal && isShort && isDomain(domain) && more.length === 0 && !hasTwoAlphabets(bare);
  return isValid ? sha256(bare.toLowerCase()) : undefined;
}

/** Whether a Latin letter is beside a Greek or Cyrillic one. */
function hasTwoAlphabets(text: string): boolean {
  const alphabets = Array.from(text, (letter) => {
    if (/[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af]/.test(letter)) return 'latin';
    return /[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(letter) && /[\u0370-\u04ff]/.test(letter) ? 'other' : '';
  });
  return alphabets.some((alphabet, i) => alphabet !== '' && (alphabets[i + 1] || alphabet) !== alphabet);
}

/** Whether all letters are Latin, or none is. */
function isInOneScript(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return new Set(letters.map((letter) => /\p{Script=Latin}/u.test(letter))).size <= 1;
}

/** Masked or look-alike characters, quotation marks, control characters, and percent-encoding. */
function isMaskedOrQuoted(part: string): boolean {
  const isMasked = /[*?•…〇\u2500-\u25ff]/.test(part);
  return isMasked || /^[[`‘’]|[“”„«»‹›、。\uff01-\uff5e\p{Cc}]|%[2-7][0-9a-f]/iu.test(part);
}

/**
 * At least two labels, none of them empty or with a hyphen at an end, of which the last has two or more letters and
 * nothing else, in one script, or is written in ASCII as `xn--…`.
 */
function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    /^(?:xn--[a-z\d-]+|[\p{L}\p{M}]{2,})$/iu.test(labels.at(-1) ?? '') &&
    isInOneScript(labels.at(-1) ?? '') &&
    labels.every((label) => /^[\p{L}\p{M}\p{N}\p{So}·・_-]+$/u.test(label) && !isMaskedOrQuoted(label)) &&
    !labels.some((label) => label.startsWith('-') || label.endsWith('-'))
  );
}

/** The address without invisible characters, `mailto:`, angle brackets and a name before them. */
function bareAddress(text: string): string {
  const plainAddress = /^\w[\w.+&'-]*@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
  if (plainAddress.test(text)) return text;
  const visible = text.replace(/\p{Cf}/gu, '');
  const bracketed = /^([^<>]*)<([^<>]*)>$/.exec(visible);
  if (!bracketed) return withoutMailto(visible);
  const [, name = '', inside = ''] = bracketed;
  const address = withoutMailto(inside.trim());
  const isOther = name.includes('@') && name.replace(/["'\s]/g, '').toLowerCase() !== address.toLowerCase();
  return isOther ? visible : address;
}

function withoutMailto(text: string): string {
  return text.toLowerCase().startsWith('mailto:') ? (text.slice(7).split('?')[0] ?? '').trim() : text;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const FROM_2010 = 1_262_304_000n;

/** Unix seconds; a fraction is dropped. */
function isTime(text: string, now: number): boolean {
  const seconds = integerOf(text) ?? wholeSecondsOf(text);
  return seconds !== undefined && seconds >= FROM_2010 && seconds <= BigInt(now + 300);
}

function wholeSecondsOf(text: string): bigint | undefined {
  const [, whole, fraction = '', exponent = '0'] = /^\+?([0-9]+)\.([0-9]+)(?:e\+?([0-9]{1,2}))?$/i.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const shift = Number(exponent);
  return BigInt(whole + fraction.padEnd(shift, '0').slice(0, shift));
}

function isSafeInteger(text: string): boolean {
  const value = integerOf(text);
  return value !== undefined && value <= LARGEST && value >= -LARGEST;
}

/** The value of a decimal number that is an integer, possibly with an exponent of up to two digits. */
function integerOf(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)([0-9]+)(?:\.([0-9]*))?(?:e\+?([0-9]{1,2}))?$/i.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const shift = Number(exponent);
  const digits = whole + fraction.padEnd(shift, '0').slice(0, shift);
  if (/[^0]/.test(fraction.slice(shift))) return undefined;
  return BigInt(digits) * (sign === '-' ? -1n : 1n);
}
