import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'ini';
import { isLoopback } from '../core/access/loopback.ts';
import { UserError } from '../core/errors.ts';
import { fileMissing } from './text-file.ts';

/** A server that commands are for. */
export interface Destination {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly apiKey: string;
  /** Whether what failed on its way is asked for again. */
  readonly asksAgain: boolean;
}

/** What the command line says of it. */
export interface DestinationFlags {
  readonly endpoint?: string | undefined;
  readonly apikey?: string | undefined;
  readonly config?: string | undefined;
  /** Plain HTTP where the endpoint does not say. */
  readonly insecure?: boolean | undefined;
  readonly retryPostRequests?: boolean | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

const OWN_FILE = '.pintd.conf';
const OTHERS_MAY_READ = 0o077;

/**
 * Which server commands are for; undefined for the data folder of this machine. A flag outranks the environment, and that
 * the file of the home folder, also where it names a data folder. The key of a file goes to no other server than the one
 * that it names. Throws a UserError for what cannot be meant.
 */
export function destinationOf(flags: DestinationFlags, variables: Variables): Destination | undefined {
  const { endpoint, ofFile, keyOfFile } = lookUp(flags, variables);
  if (endpoint === undefined) {
    if (flags.apikey) throw new UserError('key_without_endpoint');
    return undefined;
  }
  const isOfFile = ofFile === undefined || ofFile === endpoint;
  const apiKey = flags.apikey || variables['PINTD_API_KEY'] || (isOfFile ? keyOfFile : undefined);
  if (apiKey === undefined || apiKey === '') throw new UserError('endpoint_without_key', { endpoint });
  return { endpoint, apiKey, asksAgain: flags.retryPostRequests === true };
}

/** The server of `destinationOf`, for what needs no key. */
export function endpointOf(flags: DestinationFlags, variables: Variables): string | undefined {
  return lookUp(flags, variables).endpoint;
}

/** Which server is meant, and what the file says of one and its key. */
function lookUp(flags: DestinationFlags, variables: Variables) {
  const said = flags.endpoint || variables['PINTD_ENDPOINT'];
  const isDataFolder = !said && !flags.apikey && flags.config === undefined && variables['PINTD_DATA_DIR'];
  const file = isDataFolder ? {} : readConfig(flags.config, variables);
  const address = (endpoint: string | undefined) => (endpoint ? checked(withScheme(endpoint, flags)) : undefined);
  return { endpoint: address(said || file.endpoint), ofFile: address(file.endpoint), keyOfFile: file.apikey };
}

/** As td reads an endpoint that is a host alone. */
function withScheme(endpoint: string, { insecure }: DestinationFlags): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(endpoint)) return endpoint;
  return `${insecure ? 'http' : 'https'}://${endpoint}`;
}

/** A key is sent there: nobody may read along. */
function checked(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  // What stands before an @ may be a password.
  if (!url || !isSafe || !isPlain) {
    throw new UserError('endpoint_malformed', { endpoint: endpoint.includes('@') ? '***' : endpoint });
  }
  return url.href.replace(/\/+$/, '');
}

interface Config {
  readonly endpoint?: string;
  readonly apikey?: string;
}

/** The part `[account]` of the file that was named, or of the one in the home folder, where there is one. */
function readConfig(named: string | undefined, variables: Variables): Config {
  const path = named ?? join(variables['HOME'] || homedir(), OWN_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (named === undefined) return {};
    throw fileMissing(path, cause);
  }
  const { account = {} } = parse(text.replace(/^\uFEFF/, '')) as { account?: Config };
  const isOpen = process.platform !== 'win32' && (statSync(path).mode & OTHERS_MAY_READ) !== 0;
  if (account.apikey !== undefined && isOpen) throw new UserError('config_open', { path });
  return account;
}
