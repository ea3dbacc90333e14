import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'ini';
import { isLoopback } from '../../core/access/loopback.ts';
import { UserError } from '../../core/errors.ts';
import { readSecretFiles } from '../../secret-files.ts';
import type { ServerFlags } from '../invocation.ts';
import { fileMissing } from '../text-file.ts';

/** The server that commands run on. */
export interface ChosenServer {
  /** The URL without a trailing slash. */
  readonly endpoint: string;
  readonly apiKey: string;
  /** Whether requests are retried while the server is unreachable or busy. */
  readonly retriesRequests: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

const CONFIG_FILE = '.pintd.conf';
const NON_OWNER_PERMISSIONS = 0o077;

/**
 * The server that commands run on; undefined for the data folder of this machine. Flags take precedence over the
 * environment, and the environment, including a data folder that it names, over the file in the home folder. If a file
 * names a server, its key is sent only to that server. Throws a UserError for invalid or incomplete values.
 */
export function serverOf(flags: ServerFlags, variables: Variables): ChosenServer | undefined {
  const { endpoint, fileEndpoint, fileKey } = resolveEndpoint(flags, variables);
  if (endpoint === undefined) {
    if (flags.apikey) throw new UserError('key_without_endpoint');
    return undefined;
  }
  const isKeyForEndpoint = fileEndpoint === undefined || fileEndpoint === endpoint;
  const apiKey = flags.apikey || apiKeyOf(variables) || (isKeyForEndpoint ? fileKey : undefined);
  if (apiKey === undefined || apiKey === '') throw new UserError('endpoint_without_key', { endpoint });
  return { endpoint, apiKey, retriesRequests: flags.retryPostRequests === true };
}

function apiKeyOf(environment: Variables): string | undefined {
  const { variables, problems } = readSecretFiles(environment);
  if (problems.length > 0) throw new UserError('settings', { problem: problems.join('\n') });
  return variables['PINTD_API_KEY'];
}

/** The endpoint of `serverOf`, for requests that need no key. */
export function endpointOf(flags: ServerFlags, variables: Variables): string | undefined {
  return resolveEndpoint(flags, variables).endpoint;
}

/** The chosen endpoint, and the endpoint and key in the file. */
function resolveEndpoint(flags: ServerFlags, variables: Variables) {
  const namedEndpoint = flags.endpoint || variables['PINTD_ENDPOINT'];
  const isServerNamed = Boolean(namedEndpoint) || Boolean(flags.apikey) || flags.config !== undefined;
  const isFolderNamed = !isServerNamed && Boolean(variables['PINTD_DATA_DIR']);
  const file = isFolderNamed ? {} : readConfig(flags.config, variables);
  const normalized = (endpoint: string | undefined) =>
    endpoint ? normalizeEndpoint(withScheme(endpoint, flags)) : undefined;
  return {
    endpoint: normalized(namedEndpoint || file.endpoint),
    fileEndpoint: normalized(file.endpoint),
    fileKey: file.apikey,
  };
}

/** Adds the scheme to an endpoint that is only a host, as td does. */
function withScheme(endpoint: string, { insecure }: ServerFlags): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(endpoint)) return endpoint;
  return `${insecure ? 'http' : 'https'}://${endpoint}`;
}

/** The key is sent to this address, so plain HTTP is allowed only on this machine. */
function normalizeEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  const isOriginAndPath = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  // The part before an @ may be a password.
  if (!url || !isSafe || !isOriginAndPath) {
    throw new UserError('endpoint_malformed', { endpoint: endpoint.includes('@') ? '***' : endpoint });
  }
  return url.href.replace(/\/+$/, '');
}

interface Config {
  readonly endpoint?: string;
  readonly apikey?: string;
}

/**
 * The `[account]` section of the named file, or of the one in the home folder if it exists. Throws if that file cannot
 * be read, because the command would otherwise run on the data folder of this machine instead of the server.
 */
function readConfig(file: string | undefined, variables: Variables): Config {
  const path = file ?? join(variables['HOME'] || homedir(), CONFIG_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (file === undefined && !existsSync(path)) return {};
    throw fileMissing(path, cause);
  }
  const { account = {} } = parse(text.replace(/^\uFEFF/, '')) as { account?: Config };
  const isReadableByOthers = process.platform !== 'win32' && (statSync(path).mode & NON_OWNER_PERMISSIONS) !== 0;
  if (account.apikey !== undefined && isReadableByOthers) throw new UserError('config_open', { path });
  return account;
}
