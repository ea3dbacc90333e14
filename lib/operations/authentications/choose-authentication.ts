import type { Authentication, Target } from '../../core/access/authentication.ts';
import { accessToken } from '../../core/access/authentication-input.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';

/** How a script says who is to send. An id outranks a name, and a name a token. */
export interface AuthenticationChoice {
  readonly id?: number | undefined;
  readonly name?: string | undefined;
  readonly token?: string | undefined;
  readonly sandbox?: boolean | undefined;
}

export interface AuthenticationStore {
  create(authentication: { name: string; connector: string; target: Target; token: string }): Authentication;
  get(id: number): Authentication;
  findByName(name: string): Authentication | undefined;
  findByToken(connector: string, token: string): Authentication | undefined;
  findSandbox(connector: string): Authentication | undefined;
}

/** What the stand-in takes for a token; it is no secret. */
const SANDBOX_TOKEN = 'sandbox-token';

/**
 * The authentication a script means. A bare token is kept, sealed, as an authentication of its own, so that the job can be
 * resumed and the same token is recognised next time. Throws a UserError where none is named or the one named is not there.
 */
export function chooseAuthentication(
  store: AuthenticationStore,
  connector: string,
  { id, name, token, sandbox }: AuthenticationChoice,
): Authentication {
  if (sandbox) return sandboxAuthentication(store, connector);
  if (id !== undefined) return store.get(id);
  if (name !== undefined) return named(store, name);
  if (token === undefined) throw new UserError('result_without_authentication');
  const checked = parseInput(accessToken, token);
  const wanted = { name: 'From the command line', connector, target: 'live', token: checked } as const;
  return findOrCreate(store, wanted, () => store.findByToken(connector, checked));
}

/** The stand-in's authentication, made at first need. */
export function sandboxAuthentication(store: AuthenticationStore, connector: string): Authentication {
  const wanted = { name: 'Sandbox', connector, target: 'sandbox', token: SANDBOX_TOKEN } as const;
  return findOrCreate(store, wanted, () => store.findSandbox(connector));
}

/** Another process may make the same authentication, or take its name, between looking and making: then look again. */
function findOrCreate(
  store: AuthenticationStore,
  wanted: Parameters<AuthenticationStore['create']>[0],
  find: () => Authentication | undefined,
): Authentication {
  for (;;) {
    const known = find();
    if (known) return known;
    try {
      return store.create({ ...wanted, name: freeName(store, wanted.name) });
    } catch (error) {
      if (!(error instanceof UserError && error.code === 'authentication_name_taken')) throw error;
    }
  }
}

function named(store: AuthenticationStore, name: string): Authentication {
  const found = store.findByName(name);
  if (!found) throw new UserError('authentication_name_unknown', { name });
  return found;
}

/** The wanted name, or the first of "wanted 2", "wanted 3" … that nobody has. */
export function freeName(store: Pick<AuthenticationStore, 'findByName'>, wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!store.findByName(name)) return name;
  }
}
