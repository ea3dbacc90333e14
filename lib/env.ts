import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isLoopback } from './core/access/loopback.ts';

/** Everything the environment may set, parsed and checked. What people change while it runs stands in the database. */
export interface Env {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly port: number;
  readonly host: string;
  /** By connector: where its calls go. Never from the database or the browser. */
  readonly apiBaseUrls: Readonly<Record<string, string>>;
  readonly maxEventsPerCall: number;
  readonly maxBytesPerCall: number;
  readonly callsPerMinute: number;
  readonly callsInFlight: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly maxUploadBytes: number;
  readonly diskReserveBytes: number;
  readonly maxUnpackedBytes: number;
  readonly queryMemoryBytes: number;
  readonly queryThreads: number;
  readonly queryTimeoutSeconds: number;
  /** Mail servers on a private network that may be used. Never from the database or the browser. */
  readonly smtpPrivateHosts: readonly string[];
  /** The Trino or Presto that queries can run on; undefined where there is none. */
  readonly trino: TrinoEnv | undefined;
}

/** Where a Trino is, and how it lets this product in. Never from the database or the browser. */
export interface TrinoEnv {
  readonly url: string;
  readonly user: string;
  /** One of them at most. */
  readonly password: string | undefined;
  readonly token: string | undefined;
  readonly catalog: string;
  /** Those that can be chosen; undefined for all. */
  readonly schemas: readonly string[] | undefined;
  readonly dialect: (typeof TRINO_DIALECTS)[number];
}

/** One variable, for the README's table and .env.example, which are generated. */
export interface Setting {
  readonly name: string;
  readonly default: string;
  readonly description: string;
}

/** The environment says something that cannot be meant; the message names each variable and what is wrong with it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const TRINO_DIALECTS = ['trino', 'presto'] as const;

/** Paths are relative to the checkout, not to where a command was typed: all processes must mean one folder. */
const checkout = resolve(fileURLToPath(import.meta.url), '../..');

const path = z.string().transform((text) => resolve(checkout, text));

/** Unset and empty mean the default: that is how compose files and CI pass what nobody filled in. */
function setting<Schema extends z.ZodType<unknown, string>>(fallback: string, description: string, schema: Schema) {
  return z.string().default(fallback).pipe(schema).meta({ description, default: fallback });
}

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}, digits only`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((number) => number >= min && number <= max, message);
}

const host = z
  .string()
  .refine(isLoopback, 'must be a loopback address (127.0.0.1, ::1 or localhost): there is no sign-in yet');

const baseUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const problem = url === undefined ? 'must be a URL' : problemOfBaseUrl(url);
  if (url === undefined || problem !== undefined) {
    context.addIssue({ code: 'custom', message: problem ?? '' });
    return z.NEVER;
  }
  return url.href.replace(/\/+$/, '');
});

function problemOfBaseUrl(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (url.search !== '' || url.hash !== '') return 'must not contain a query or a fragment';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
  return 'must begin with https:// (http:// only for a loopback address)';
}

/** What can stand in a header. */
const word = z.string().regex(/^[\x21-\x7e]+$/, 'must be plain letters, digits and signs without spaces');

const wordList = word.transform((text) => text.split(',').filter((name) => name !== ''));

const variables = z.object({
  PINTD_DATA_DIR: setting('./data', 'Folder of the database, the uploads and the key. Relative to the checkout.', path),
  PINTD_KEY_FILE: path.optional().meta({
    description:
      'File of the key that seals access tokens and passwords. If not set: `keys/token.key` in the data folder.',
  }),
  PORT: setting('3000', 'Port of the console; 0 takes any free one.', whole(0, 65_535)),
  HOST: setting('127.0.0.1', 'Address the console listens on: a loopback one until sign-in exists.', host),
  PINTEREST_API_BASE_URL: setting(
    'https://api.pinterest.com',
    'Where events are sent: https, or http on a loopback address. A job keeps the one it was created with.',
    baseUrl,
  ),
  PINTD_MAX_EVENTS_PER_CALL: setting('1000', 'Most events in one call, 1 to 1000.', whole(1, 1000)),
  PINTD_MAX_BYTES_PER_CALL: setting('2000000', 'Most bytes in the body of one call.', whole(10_000, 100_000_000)),
  PINTD_CALLS_PER_MINUTE: setting(
    '5000',
    'Most calls a minute for one ad account, over all processes; at least 2.',
    whole(2, 1e6),
  ),
  PINTD_CALLS_IN_FLIGHT: setting(
    '48',
    'Most calls of one job that may await their answer at a time; a job begins with 8.',
    whole(1, 256),
  ),
  PINTD_LOG_LEVEL: setting('info', `One of ${LOG_LEVELS.join(', ')}.`, z.enum(LOG_LEVELS)),
  PINTD_MAX_UPLOAD_BYTES: setting('10737418240', 'Largest file that is taken in, in bytes.', whole(1, 1e12)),
  PINTD_DISK_RESERVE_BYTES: setting(
    '200000000',
    'Room that stays free on the disk of the data folder, in bytes: below it jobs pause and uploads are refused.',
    whole(0, 1e14),
  ),
  PINTD_MAX_UNPACKED_BYTES: setting('20000000000', 'Most bytes that a gzip file may unpack to.', whole(1, 1e13)),
  // What pintd may be told by a flag or a file as well: lib/cli/product/destination.ts judges it.
  PINTD_ENDPOINT: z.string().optional().meta({
    description: 'Server that `pintd` works on, in place of the data folder: https, or http on a loopback address.',
  }),
  PINTD_API_KEY: z.string().optional().meta({ description: 'Key of its HTTP API.' }),
  PINTD_QUERY_MEMORY_BYTES: setting(
    '1000000000',
    'Most memory that one query may take, in bytes; beyond it, it uses the disk of the data folder. Two run at a time.',
    whole(100_000_000, 1e12),
  ),
  PINTD_QUERY_THREADS: setting('2', 'Threads of one query.', whole(1, 256)),
  PINTD_QUERY_TIMEOUT_SECONDS: setting('3600', 'How long one query may run, in seconds.', whole(1, 604_800)),
  PINTD_SMTP_PRIVATE_HOSTS: wordList.optional().meta({
    description:
      'Mail servers on a private network that may be used: names or addresses as in `smtp_host`, separated by commas.',
  }),
  PINTD_TRINO_URL: baseUrl.optional().meta({
    description:
      'Trino or Presto as a second engine for queries: https, or http on a loopback address. User and catalog belong to it.',
  }),
  PINTD_TRINO_USER: word.optional().meta({ description: 'Whom its queries run as; one that can only read is best.' }),
  PINTD_TRINO_PASSWORD: z.string().optional().meta({ description: 'Password of that user.' }),
  PINTD_TRINO_TOKEN: word.optional().meta({ description: 'JSON web token, in the place of a password.' }),
  PINTD_TRINO_CATALOG: word.optional().meta({ description: 'Catalog whose schemas are the databases of its queries.' }),
  PINTD_TRINO_SCHEMAS: wordList.optional().meta({
    description: 'Schemas that can be chosen, with commas between. If not set: all of the catalog.',
  }),
  PINTD_TRINO_DIALECT: setting(
    'trino',
    `Whose protocol it speaks: ${TRINO_DIALECTS.join(' or ')}.`,
    z.enum(TRINO_DIALECTS),
  ),
});

/** By connector: the setting that says where its calls go. */
export const BASE_URL_SETTINGS: Readonly<Record<string, BaseUrlSetting>> = {
  pinterest_conversion: 'PINTEREST_API_BASE_URL',
};
type BaseUrlSetting = 'PINTEREST_API_BASE_URL';

/** The settings as the README and .env.example list them. */
export function listSettings(): Setting[] {
  return Object.entries(variables.shape).map(([name, schema]) => {
    const { description = '', default: fallback = '' } = schema.meta() ?? {};
    return { name, default: String(fallback), description };
  });
}

/** Reads the environment, or throws a SettingsError that lists everything that is wrong with it. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, text]) => text !== undefined && text !== ''));
  const parsed = variables.superRefine(refuseHalfATrino).safeParse(given);
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map((issue) => explain(issue, given)).join('\n'));
  const values = parsed.data;
  return Object.freeze({
    dataDir: values.PINTD_DATA_DIR,
    keyFile: values.PINTD_KEY_FILE ?? join(values.PINTD_DATA_DIR, 'keys', 'token.key'),
    port: values.PORT,
    host: values.HOST,
    apiBaseUrls: Object.freeze(
      Object.fromEntries(Object.entries(BASE_URL_SETTINGS).map(([connector, setting]) => [connector, values[setting]])),
    ),
    maxEventsPerCall: values.PINTD_MAX_EVENTS_PER_CALL,
    maxBytesPerCall: values.PINTD_MAX_BYTES_PER_CALL,
    callsPerMinute: values.PINTD_CALLS_PER_MINUTE,
    callsInFlight: values.PINTD_CALLS_IN_FLIGHT,
    logLevel: values.PINTD_LOG_LEVEL,
    maxUploadBytes: values.PINTD_MAX_UPLOAD_BYTES,
    diskReserveBytes: values.PINTD_DISK_RESERVE_BYTES,
    maxUnpackedBytes: values.PINTD_MAX_UNPACKED_BYTES,
    queryMemoryBytes: values.PINTD_QUERY_MEMORY_BYTES,
    queryThreads: values.PINTD_QUERY_THREADS,
    queryTimeoutSeconds: values.PINTD_QUERY_TIMEOUT_SECONDS,
    smtpPrivateHosts: (values.PINTD_SMTP_PRIVATE_HOSTS ?? []).map((name) => name.toLowerCase()),
    trino: trinoOf(values),
  });
}

type Values = z.output<typeof variables>;

/** What belongs together is set together, or not at all. */
function refuseHalfATrino(values: Values, context: z.RefinementCtx): void {
  const refuse = (name: keyof Values, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  const { PINTD_TRINO_URL: url, PINTD_TRINO_USER: user, PINTD_TRINO_PASSWORD: password } = values;
  if (url === undefined) return;
  if (user === undefined) refuse('PINTD_TRINO_USER', 'must be set with PINTD_TRINO_URL');
  if (values.PINTD_TRINO_CATALOG === undefined) refuse('PINTD_TRINO_CATALOG', 'must be set with PINTD_TRINO_URL');
  if (password === undefined) return;
  if (values.PINTD_TRINO_TOKEN !== undefined) refuse('PINTD_TRINO_TOKEN', 'must not be set with PINTD_TRINO_PASSWORD');
  if (user?.includes(':')) refuse('PINTD_TRINO_USER', 'must not contain a colon where it has a password');
}

function trinoOf(values: Values): TrinoEnv | undefined {
  const { PINTD_TRINO_URL: url, PINTD_TRINO_USER: user, PINTD_TRINO_CATALOG: catalog } = values;
  if (url === undefined || user === undefined || catalog === undefined) return undefined;
  return {
    ...{ url, user, catalog, dialect: values.PINTD_TRINO_DIALECT, schemas: values.PINTD_TRINO_SCHEMAS },
    ...{ password: values.PINTD_TRINO_PASSWORD, token: values.PINTD_TRINO_TOKEN },
  };
}

function explain(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0]);
  const rule = issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message;
  return `${name} ${rule}; it is ${quote(name, given[name])}.`;
}

/** What was given, unless it is a secret or may hold one: a URL's user part and query are where people put those. */
function quote(name: string, given: unknown): string {
  if (given === undefined) return 'not set';
  const mayBeSecret = /_(?:PASSWORD|TOKEN|KEY)$/.test(name) || /[@?#]/.test(String(given));
  return mayBeSecret ? 'not shown, as it may hold a secret' : JSON.stringify(given);
}

/** For a process that has only just begun: the settings, or their faults on stderr and exit 1. */
export function readEnvOrExit(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`Conversion Console cannot start: its settings are not right.\n${error.message}\n`);
    return process.exit(1);
  }
}
