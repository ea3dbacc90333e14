import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  listenAddress,
  problemOfServerUrl,
  proxyList,
  publicUrl,
  refuseUnprotectedNetwork,
  type TlsFiles,
} from './network-settings.ts';
import { readSecretFiles, SECRET_SETTINGS } from './secret-files.ts';
import {
  defaultRole,
  groupRoles,
  issuerUrl,
  providerName,
  refuseIncompleteSso,
  type SsoEnv,
  scopeList,
  ssoOf,
} from './sso-settings.ts';
import { refuseIncompleteTrino, TRINO_DIALECTS, type TrinoEnv, trinoOf } from './trino-settings.ts';

/**
 * What the environment sets, parsed and checked, apart from the server that `pintd` uses. What people change at run
 * time is in the database.
 */
export interface Env {
  readonly dataDir: string;
  /** URL of a PostgreSQL database; undefined means SQLite in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly keyFile: string;
  readonly port: number;
  readonly host: string;
  /** Scheme, name and port at which other machines reach the console. */
  readonly publicUrl: string | undefined;
  readonly tls: TlsFiles | undefined;
  /** Addresses and networks of the proxies whose headers about clients are trusted. */
  readonly trustedProxies: readonly string[];
  /** The base URL of each connector's API. Never from the database or the browser. */
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
  /** Mail servers that may be used although they are on a private network. Never from the database or the browser. */
  readonly smtpPrivateHosts: readonly string[];
  /**
   * Receivers of webhooks that may be called although they are on a private network or this machine. Never from the
   * database or the browser.
   */
  readonly webhookPrivateHosts: readonly string[];
  /** The Trino or Presto server on which queries can run; undefined if none is configured. */
  readonly trino: TrinoEnv | undefined;
  /** The identity provider through which people sign in; undefined if there is none. */
  readonly sso: SsoEnv | undefined;
}

/** A variable as listed in the README's table and in .env.example, which are generated. */
export interface Setting {
  readonly name: string;
  readonly default: string;
  readonly description: string;
}

/** Invalid settings; the message names each variable and its problem. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Paths are relative to the checkout, not to the working folder, so that all processes use the same folder. */
const checkout = resolve(fileURLToPath(import.meta.url), '../..');

const path = z.string().transform((text) => resolve(checkout, text));

/** Unset and empty both mean the default, because compose files and CI pass variables without a value as empty. */
function setting<Schema extends z.ZodType<unknown, string>>(fallback: string, description: string, schema: Schema) {
  return z.string().default(fallback).pipe(schema).meta({ description, default: fallback });
}

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}, digits only`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((number) => number >= min && number <= max, message);
}

const baseUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const problem = url === undefined ? 'must be a URL' : problemOfServerUrl(url);
  if (url === undefined || problem !== undefined) {
    context.addIssue({ code: 'custom', message: problem ?? '' });
    return z.NEVER;
  }
  return url.href.replace(/\/+$/, '');
});

/** Whether a text is the URL of a PostgreSQL database; the product sets the `options` of its connections itself. */
export function isPostgresqlUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, searchParams } = new URL(text);
  return /^postgres(?:ql)?:$/.test(protocol) && !searchParams.has('options');
}

const postgresqlUrl = z
  .string()
  .refine(isPostgresqlUrl, 'must be a URL that begins with postgresql://, without `options`');

/** A text that an HTTP header may contain. */
const word = z.string().regex(/^[\x21-\x7e]+$/, 'must be ASCII letters, digits and punctuation, without spaces');

const wordList = word.transform((text) => text.split(',').filter((name) => name !== ''));

const variables = z.object({
  PINTD_DATA_DIR: setting('./data', 'Folder of the database, the uploads and the key, relative to the checkout.', path),
  DATABASE_URL: postgresqlUrl.optional().meta({
    description:
      'URL of a PostgreSQL database to use instead of SQLite in the data folder: postgresql://user:password@host/database; or `DATABASE_URL_FILE`, a file that contains it. [How](docs/postgresql.md).',
  }),
  PINTD_KEY_FILE: path.optional().meta({
    description:
      'File with the keys that encrypt access tokens and other secrets, newest first. If not set: `keys/token.key` in the data folder.',
  }),
  PORT: setting('3000', 'Port of the console; 0 for any free port.', wholeNumber(0, 65_535)),
  HOST: setting(
    '127.0.0.1',
    'Address the console listens on. Addresses other than loopback ones need an owner and TLS: [how](docs/security.md#beyond-this-machine).',
    listenAddress,
  ),
  PINTD_PUBLIC_URL: publicUrl.optional().meta({
    description:
      'URL at which other machines reach the console, such as https://console.example.com; links begin with it.',
  }),
  PINTD_TLS_CERT_FILE: path.optional().meta({
    description:
      'PEM file with the certificate and its intermediate certificates. A renewed certificate is used without a restart.',
  }),
  PINTD_TLS_KEY_FILE: path
    .optional()
    .meta({ description: 'PEM file with the private key of the certificate, without a passphrase.' }),
  PINTD_TRUSTED_PROXIES: proxyList.optional().meta({
    description:
      'Proxies in front of the console: addresses or networks, separated by commas. Only their X-Forwarded-For and X-Forwarded-Proto are used.',
  }),
  PINTD_OIDC_ISSUER: issuerUrl.optional().meta({
    description:
      'Issuer of an OpenID Connect provider through which people sign in: https, or http on a loopback address. [How](docs/security.md#single-sign-on).',
  }),
  PINTD_OIDC_CLIENT_ID: word.optional().meta({ description: 'Client ID of the console at that provider.' }),
  PINTD_OIDC_CLIENT_SECRET: z
    .string()
    .optional()
    .meta({ description: 'Secret of that client; or `PINTD_OIDC_CLIENT_SECRET_FILE`, a file that contains it.' }),
  PINTD_OIDC_NAME: providerName.optional().meta({
    description: 'Name of the provider on the button for signing in. If not set: the host of the issuer.',
  }),
  PINTD_OIDC_SCOPES: setting(
    'openid email profile',
    'Scopes to request from the provider, separated by spaces.',
    scopeList,
  ),
  PINTD_OIDC_GROUPS_CLAIM: setting('groups', 'Claim that contains the groups of a person.', word),
  PINTD_OIDC_ROLES: groupRoles.optional().meta({
    description:
      'Role of each group, at each sign-in: `console-admins=admin,marketing=operator`. For a person in several groups, the highest role applies.',
  }),
  PINTD_OIDC_DEFAULT_ROLE: defaultRole.optional().meta({
    description:
      'Role of people who sign in through the provider and are in none of the groups in `PINTD_OIDC_ROLES`: viewer, operator or admin. If not set, they are refused.',
  }),
  PINTEREST_API_BASE_URL: setting(
    'https://api.pinterest.com',
    'Address to which events are sent: https, or http on a loopback address. A job keeps the address it was created with.',
    baseUrl,
  ),
  PINTD_MAX_EVENTS_PER_CALL: setting('1000', 'Maximum number of events in a call, 1 to 1000.', wholeNumber(1, 1000)),
  PINTD_MAX_BYTES_PER_CALL: setting(
    '2000000',
    'Maximum size of the body of a call, in bytes.',
    wholeNumber(10_000, 100_000_000),
  ),
  PINTD_CALLS_PER_MINUTE: setting(
    '5000',
    'Maximum number of calls per minute and ad account, across all processes; at least 2.',
    wholeNumber(2, 1e6),
  ),
  PINTD_CALLS_IN_FLIGHT: setting(
    '48',
    'Maximum number of concurrent calls of a job; a job begins with 8.',
    wholeNumber(1, 256),
  ),
  PINTD_LOG_LEVEL: setting('info', `One of ${LOG_LEVELS.join(', ')}.`, z.enum(LOG_LEVELS)),
  PINTD_MAX_UPLOAD_BYTES: setting('10737418240', 'Maximum size of an uploaded file, in bytes.', wholeNumber(1, 1e12)),
  PINTD_DISK_RESERVE_BYTES: setting(
    '200000000',
    'Free space to keep on the disk of the data folder, in bytes; with less, jobs pause and uploads are refused.',
    wholeNumber(0, 1e14),
  ),
  PINTD_MAX_UNPACKED_BYTES: setting(
    '20000000000',
    'Maximum size of an unpacked gzip file or Excel workbook, in bytes.',
    wholeNumber(1, 1e13),
  ),
  // These are checked in lib/cli/product/chosen-server.ts, because a flag or a file may set them as well.
  PINTD_ENDPOINT: z.string().optional().meta({
    description: 'Server that `pintd` uses instead of the data folder: https, or http on a loopback address.',
  }),
  PINTD_API_KEY: z
    .string()
    .optional()
    .meta({ description: 'API key for that server; or `PINTD_API_KEY_FILE`, a file that contains it.' }),
  PINTD_QUERY_MEMORY_BYTES: setting(
    '1000000000',
    'Maximum memory of a query, in bytes; beyond that it uses the disk of the data folder. Two queries run at a time.',
    wholeNumber(100_000_000, 1e12),
  ),
  PINTD_QUERY_THREADS: setting('2', 'Number of threads of a query.', wholeNumber(1, 256)),
  PINTD_QUERY_TIMEOUT_SECONDS: setting('3600', 'Time limit of a query, in seconds.', wholeNumber(1, 604_800)),
  PINTD_SMTP_PRIVATE_HOSTS: wordList.optional().meta({
    description:
      'Mail servers on a private network that may be used: names or addresses as in `smtp_host`, separated by commas.',
  }),
  PINTD_WEBHOOK_PRIVATE_HOSTS: wordList.optional().meta({
    description:
      'Receivers of webhooks on a private network that may be called: names or addresses as in `webhook_url`, separated by commas. Once other machines reach the console, receivers on this machine must be listed, too.',
  }),
  PINTD_TRINO_URL: baseUrl.optional().meta({
    description:
      'Trino or Presto as a second query engine: https, or http on a loopback address. Needs a user and a catalog.',
  }),
  PINTD_TRINO_USER: word
    .optional()
    .meta({ description: 'User that runs the queries on Trino; preferably one with read-only access.' }),
  PINTD_TRINO_PASSWORD: z
    .string()
    .optional()
    .meta({ description: 'Password of that user; or `PINTD_TRINO_PASSWORD_FILE`, a file that contains it.' }),
  PINTD_TRINO_TOKEN: word.optional().meta({
    description: 'JSON Web Token, instead of a password; or `PINTD_TRINO_TOKEN_FILE`, a file that contains it.',
  }),
  PINTD_TRINO_CATALOG: word
    .optional()
    .meta({ description: 'Catalog of Trino, whose schemas are the databases that queries name.' }),
  PINTD_TRINO_SCHEMAS: wordList.optional().meta({
    description: 'Schemas that people can choose, separated by commas. If not set: all schemas of the catalog.',
  }),
  PINTD_TRINO_DIALECT: setting(
    'trino',
    `Protocol of the server, not the SQL dialect of queries: ${TRINO_DIALECTS.join(' or ')}.`,
    z.enum(TRINO_DIALECTS),
  ),
});

/** The setting with the base URL of each connector's API. */
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

/** Reads the environment. Throws a SettingsError that lists all problems. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const read = readSecretFiles(source);
  const texts = Object.fromEntries(
    Object.entries(read.variables).filter(([, text]) => text !== undefined && text !== ''),
  );
  const parsed = variables.superRefine(refuseCombinations).safeParse(texts);
  const faults = parsed.error?.issues.map((issue) => explain(issue, texts)) ?? [];
  if (!parsed.success || read.problems.length > 0) throw new SettingsError([...read.problems, ...faults].join('\n'));
  const values = parsed.data;
  return Object.freeze({
    dataDir: values.PINTD_DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    keyFile: values.PINTD_KEY_FILE ?? join(values.PINTD_DATA_DIR, 'keys', 'token.key'),
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PINTD_PUBLIC_URL,
    tls: tlsOf(values),
    trustedProxies: values.PINTD_TRUSTED_PROXIES ?? [],
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
    webhookPrivateHosts: (values.PINTD_WEBHOOK_PRIVATE_HOSTS ?? []).map((name) => name.toLowerCase()),
    trino: trinoOf(values),
    sso: ssoOf(values),
  });
}

type Values = z.output<typeof variables>;

/** Refuses values that do not go together. */
function refuseCombinations(values: Values, context: z.RefinementCtx): void {
  const refuse = (name: keyof Values, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  refuseIncompleteTrino(values, refuse);
  refuseUnprotectedNetwork(values, refuse);
  refuseIncompleteSso(values, refuse);
}

function tlsOf({ PINTD_TLS_CERT_FILE: certFile, PINTD_TLS_KEY_FILE: keyFile }: Values): TlsFiles | undefined {
  return certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile };
}

function explain(issue: z.core.$ZodIssue, texts: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0]);
  const rule = issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message;
  return `${name} ${rule}; it is ${quote(name, texts[name])}.`;
}

/** The value, unless it is a secret or may contain one, as the user part and the query of a URL may. */
function quote(name: string, value: unknown): string {
  if (value === undefined) return 'not set';
  const mayBeSecret = SECRET_SETTINGS.some((secret) => secret === name) || /[@?#]/.test(String(value));
  return mayBeSecret ? 'not shown, because it may contain a secret' : JSON.stringify(value);
}

/** The settings for a starting process. If they are invalid, prints their problems to stderr and exits with 1. */
export function readEnvOrExit(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`Conversion Console cannot start: its settings are invalid.\n${error.message}\n`);
    return process.exit(1);
  }
}
