import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { connectors } from '../../lib/connectors/registry.ts';
import { isPersonal } from '../../lib/core/record/personal.ts';

/** Marked values that can be told from anything else, and the search for them. */

/** In every value that says something of a person, also in columns that nothing reads. */
const PERSONAL = 'kanarieqx';
/** In the values of other columns. */
const OTHER = 'wachtelqx';
export const TOKEN = 'pina_nachtegaal5vKq8';
/** The mail server's; a secret of the settings like the webhook's, which each product makes for itself. */
export const SMTP_PASSWORD = 'roodborstje 9wT"x';

/** Of a server that does not exist. */
export const TRINO_PASSWORD = 'goudvinkje 3xR';

const IP = '203.0.113.211';
const PHONE = '+49 1579 2390417';
const BIRTH = '1907-03-29';
const ADVERTISING_ID = '7c1e9a52-4d0b-4f63-9b8e-2a6f0c3d5e71';
const MD5 = createHash('md5').update(PERSONAL).digest('hex');

const SENT_AS_IT_IS = {
  client_ip_address: IP,
  client_user_agent: `Mozilla/5.0 (${PERSONAL}; "Käfer")`,
  click_id: `${PERSONAL}-click`,
  partner_id: `${PERSONAL}-partner`,
};

const FIELDS = connectors.flatMap(({ fields }) => fields);
const IGNORED = ['Kunden-Notiz', 'crm note'];
const COLUMNS = [...FIELDS.map(({ name }) => name), 'em_1', ...IGNORED];

type Row = Readonly<Record<string, string>>;

/** Valid, with a marked value in every column that takes free text. */
export function canaryRow(id: string, now: number): Row {
  const free = FIELDS.filter(({ type, choices }) => type === 'string' && choices === undefined);
  const marked = free.map((field) => [field.name, isPersonal(field) ? `${PERSONAL}-${field.name}` : OTHER]);
  return {
    ...Object.fromEntries(marked),
    ...Object.fromEntries(IGNORED.map((column) => [column, `${PERSONAL} 雀`])),
    ...SENT_AS_IT_IS,
    ...{ event_name: 'checkout', action_source: 'web', event_time: String(now - 60), event_id: `${OTHER}-${id}` },
    ...{ em: `${PERSONAL}@mail.example`, em_1: `${PERSONAL}.雀@mail.example`, ph: PHONE, db: BIRTH, ge: 'f' },
    ...{ st: 'CA', zp: '94107', country: 'US', fn: `${PERSONAL}雀`, language: 'en', currency: 'EUR' },
    ...{ hashed_maids: ADVERTISING_ID, event_source_url: `https://shop.example/${OTHER}` },
    ...{ opt_out_type: 'LDP', value: '31415926.53', num_items: '314159265' },
  };
}

/** By the code of the issue they cause: what is changed in a valid row. */
const FAULTS: readonly (readonly [code: string, Row])[] = [
  ['required_missing', { event_id: '' }],
  ['array_not_texts', { em: `["${PERSONAL}", 1]` }],
  ['array_too_long', { content_ids: JSON.stringify(Array.from({ length: 1001 }, (_, i) => `${OTHER}${i}`)) }],
  ['nothing_left', { ph: PERSONAL }],
  ['boolean_unreadable', { wifi: OTHER }],
  ['opt_out_unreadable', { opt_out: OTHER }],
  ['line_break', { search_string: `${OTHER}\n${','.repeat(COLUMNS.length)}` }],
  ['integer_unreadable', { num_items: OTHER }],
  ['integer_too_large', { num_items: '90071992547409931415' }],
  ['decimal_unreadable', { value: OTHER }],
  ['event_name_unknown', { event_name: OTHER }],
  ['action_source_unknown', { action_source: OTHER }],
  ['event_time_unreadable', { event_time: OTHER }],
  ['event_time_not_seconds', { event_time: '1795549708179' }],
  ['event_time_future', { event_time: '4102444801' }],
  ['event_time_before_2010', { event_time: '45987' }],
  ['event_time_fraction', { event_time: '1700000001.5' }],
  ['event_time_old', { event_time: '1700000001' }],
  ['event_time_without_zone', { event_time: '2023-11-14 22:13:20' }],
  ['em_malformed', { em: PERSONAL }],
  ['em_other_hash', { em: MD5 }],
  ['ph_malformed', { ph: `${PHONE} ${PERSONAL}` }],
  ['ph_several_numbers', { ph: `${PHONE} / 18` }],
  ['ph_wrong_length', { ph: `${PHONE} 4417 4417` }],
  ['ph_one_digit', { ph: '3333333333' }],
  ['ph_date', { ph: '1961-07-23' }],
  ['ph_addition_dropped', { ph: `${PHONE} (${PERSONAL})` }],
  ['ph_trunk_zero', { ph: '+49 01579 2390417' }],
  ['ph_without_country_code', { ph: '01579 2390417' }],
  ['maid_malformed', { hashed_maids: PERSONAL }],
  ['maid_zeros', { hashed_maids: '0'.repeat(32) }],
  ['digits_lost', { external_id: '3.14159E+11' }],
  ['placeholder_dropped', { fn: '#N/A' }],
  ['placeholder_hashed', { fn: 'null' }],
  ['event_id_placeholder', { event_id: 'n/a' }],
  ['external_id_decimal', { external_id: '314159265.0' }],
  ['client_ip_address_private', { client_ip_address: '10.31.41.59' }],
  ['url_without_scheme', { event_source_url: OTHER }],
  ['url_not_of_a_page', { event_source_url: `javascript:${OTHER}` }],
  ['url_several', { event_source_url: `https://a.example/${OTHER} https://b.example` }],
  ['count_negative', { num_items: '-41592653' }],
  ['db_impossible', { db: '1807-03-29' }],
  ['zp_wrong_length', { zp: '31415926535' }],
  ['zp_malformed', { zp: '31415/92653' }],
  ['ge_unknown', { ge: PERSONAL }],
  ['db_unreadable', { db: PERSONAL }],
  ['st_not_two_letters', { st: PERSONAL }],
  ['country_not_two_letters', { country: PERSONAL }],
  ['country_unknown', { country: 'QX' }],
  ['not_a_us_zip', { zp: `${PERSONAL} 81` }],
  ['digits_not_plain', { zp: `${PERSONAL} ９4107` }],
  ['language_unknown', { language: OTHER }],
  ['currency_unknown', { currency: OTHER }],
  ['client_ip_address_malformed', { client_ip_address: `${PERSONAL}.1` }],
  ['opt_out_type_ignored', { opt_out_type: OTHER }],
  ['user_data_missing', { em: '', em_1: '', hashed_maids: '', client_ip_address: '' }],
];

/** Rows that cannot be read as they stand; the last one swallows what is behind it. */
const BROKEN: readonly (readonly [code: string, string])[] = [
  ['short_row', `checkout,web,1,${OTHER}`],
  ['too_many_cells', `${PERSONAL}${','.repeat(COLUMNS.length)}${PERSONAL}`],
  ['stray_quote', `"${PERSONAL}" x`],
  ['nul_character', `${PERSONAL}\0`],
  ['bad_encoding', `${PERSONAL}\xff`],
  ['record_too_large', `${PERSONAL.repeat(120_000)}`],
  ['unclosed_quote', `"${PERSONAL}`],
];

/** The codes of all issues that the file has. */
export const FILE_CODES = [...FAULTS, ...BROKEN].map(([code]) => code);

/** A file with so many valid records, named by their events' ids, and one record for each kind of issue. */
export function canaryFile(ids: readonly string[], now: number): Buffer {
  const valid = ids.map((id) => canaryRow(id, now));
  const faulty = FAULTS.map(([code, change]) => ({ ...canaryRow(code, now), ...change }));
  const rows = [...valid, ...faulty].map((row) => COLUMNS.map((column) => row[column] ?? ''));
  const readable = Buffer.from(stringify([COLUMNS, ...rows]));
  const broken = Buffer.from(`${BROKEN.map(([, line]) => line).join('\n')}\n`, 'latin1');
  return Buffer.concat([readable, broken]);
}

/** What a receiving side may come to say: all that it was sent, and the token. */
export const ECHO = [...Object.values(SENT_AS_IT_IS), `${PERSONAL}@mail.example`, `Bearer ${TOKEN}`, OTHER].join(' | ');

type Kind = 'personal' | 'other' | 'hash' | 'token' | 'secret';

const NEEDLES: readonly (readonly [Kind, string])[] = [
  ['personal', PERSONAL],
  ['personal', IP],
  ['personal', PHONE],
  ['personal', PHONE.replaceAll(/\D/g, '')],
  ['personal', '1579 2390417'],
  ['personal', BIRTH],
  ['personal', BIRTH.replaceAll('-', '')],
  ['personal', MD5],
  ['personal', ADVERTISING_ID],
  ['other', OTHER],
  ['other', '31415926.53'],
  ['other', '90071992547409931415'],
  ['token', TOKEN],
  ['secret', SMTP_PASSWORD],
];

/** Hashes of personal values say who somebody is to whoever has the value. */
export const hashNeedles = (hashes: readonly string[]) => hashes.map((hash) => ['hash', hash] as const);

/** The key of a webhook's secret, in both ways in which it could be written. */
export function secretNeedles(secret: string): (readonly [Kind, string])[] {
  const key = secret.replace('whsec_', '');
  return [
    ['secret', key],
    ['secret', Buffer.from(key, 'base64').toString('hex')],
  ];
}

/** Which kinds of marked values stand in some bytes, in any of the spellings in which they could. */
export function canariesIn(
  bytes: Buffer,
  kinds: readonly Kind[],
  more: readonly (readonly [Kind, string])[] = [],
): string[] {
  const wanted = [...NEEDLES, ...more].filter(([kind]) => kinds.includes(kind));
  return wanted.flatMap(([kind, text]) =>
    spellings(text).some((one) => bytes.includes(one)) ? [`${kind} ${text}`] : [],
  );
}

const known = new Map<string, readonly Buffer[]>();

function spellings(text: string): readonly Buffer[] {
  const found = known.get(text) ?? makeSpellings(text);
  known.set(text, found);
  return found;
}

function makeSpellings(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const texts = [
    text,
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll('%20', '+'),
    hex,
    hex.toUpperCase(),
  ];
  return [...texts, ...inBase64(bytes)].map((one) => Buffer.from(one)).concat(Buffer.from(text, 'utf16le'));
}

/** Base64 looks different by where in the whole a text begins; what no neighbour can change is looked for. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return whole.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
  });
}

/** The files below a folder, but for those whose path begins with one of these. A sweep may remove some meanwhile. */
export function filesBelow(folder: string, except: readonly string[] = []): string[] {
  return globSync('**/*', { cwd: folder, exclude: (path) => except.some((start) => path.startsWith(start)) })
    .filter((path) => !except.some((start) => path.startsWith(start)))
    .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile());
}

/** What is found in the files below a folder, by path. */
export function canariesBelow(
  folder: string,
  kinds: readonly Kind[],
  { except = [], more = [] }: { except?: readonly string[]; more?: readonly (readonly [Kind, string])[] } = {},
): Record<string, string[]> {
  const found = filesBelow(folder, except).map((path) => {
    return [path, canariesIn(readFileSync(join(folder, path)), kinds, more)] as const;
  });
  return Object.fromEntries(found.filter(([, canaries]) => canaries.length > 0));
}
