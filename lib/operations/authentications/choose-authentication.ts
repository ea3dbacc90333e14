import type { Authentication, Target } from '../../core/access/authentication.ts';
import { accessToken } from '../../core/access/authentication-input.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { refuseArchived } from './usable-authentication.ts';

/** How a script names the authentication, in order of priority: the sandbox, an id, a name, a token. */
export interface AuthenticationChoice {
  readonly id?: number | undefined;
  readonly name?: string | undefined;
  readonly token?: string | undefined;
  readonly sandbox?: boolean | undefined;
}

export interface AuthenticationStore {
  create(authentication: { name: string; connector: string; target: Target; token: string }): Promise<Authentication>;
  get(id: number): Promise<Authentication>;
  findByName(name: string): Promise<Authentication | undefined>;
  findByToken(connector: string, token: string): Promise<Authentication | undefined>;
  findSandbox(connector: string): Promise<Authentication | undefined>;
}

/** The token of the sandbox; not a secret. */
const SANDBOX_TOKEN = 'sandbox-token';

/**
 * Finds the authentication that a script names. A bare token is stored encrypted as a new authentication, so that the
 * job can be resumed and the token is recognized next time. Throws a UserError if the script names none, or one that
 * is unknown or archived.
 */
export async function chooseAuthentication(
  store: AuthenticationStore,
  connector: string,
  { id, name, token, sandbox }: AuthenticationChoice,
): Promise<Authentication> {
  if (sandbox) return sandboxAuthentication(store, connector);
  if (id !== undefined) return refuseArchived(await store.get(id));
  if (name !== undefined) return findNamed(store, name);
  if (token === undefined) throw new UserError('result_without_authentication');
  const checkedToken = parseInput(accessToken, token);
  const newAuthentication = { name: 'From the command line', connector, target: 'live', token: checkedToken } as const;
  return findOrCreate(store, newAuthentication, () => store.findByToken(connector, checkedToken));
}

/** The authentication of the sandbox, created on first use. */
export async function sandboxAuthentication(store: AuthenticationStore, connector: string): Promise<Authentication> {
  const newAuthentication = { name: 'Sandbox', connector, target: 'sandbox', token: SANDBOX_TOKEN } as const;
  return findOrCreate(store, newAuthentication, () => store.findSandbox(connector));
}

/** Retries if another process creates the same authentication, or takes its name, after `find`. */
async function findOrCreate(
  store: AuthenticationStore,
  newAuthentication: Parameters<AuthenticationStore['create']>[0],
  find: () => Promise<Authentication | undefined>,
): Promise<Authentication> {
  for (;;) {
    const existing = await find();
    if (existing) return existing;
    try {
      return await store.create({ ...newAuthentication, name: await freeName(store, newAuthentication.name) });
    } catch (error) {
      if (!(error instanceof UserError && error.code === 'authentication_name_taken')) throw error;
    }
  }
}

async function findNamed(store: AuthenticationStore, name: string): Promise<Authentication> {
  const authentication = await store.findByName(name);
  if (!authentication) throw new UserError('authentication_name_unknown', { name });
  return refuseArchived(authentication);
}

/** The wanted name, or the first unused of "wanted 2", "wanted 3" … */
async function freeName(store: Pick<AuthenticationStore, 'findByName'>, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!(await store.findByName(name))) return name;
  }
}
