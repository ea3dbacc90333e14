export interface TrinoServer {
  /** https, or http on a loopback address; never from the browser or the database. */
  readonly url: string;
  readonly user: string;
  readonly password?: string | undefined;
  /** A JSON web token, in the place of a password. */
  readonly token?: string | undefined;
  readonly catalog: string;
  /** Whose headers it understands. */
  readonly dialect: 'trino' | 'presto';
}

/** What every request says: who asks, how, and how answers are to be written. Header names begin with `prefix`. */
export function headersOf(server: TrinoServer, prefix: string): Record<string, string> {
  const { user, catalog } = server;
  const authorization = authorizationOf(server);
  return {
    'content-type': 'text/plain; charset=utf-8',
    'accept-encoding': 'identity',
    'user-agent': 'conversion-console',
    [`${prefix}user`]: user,
    [`${prefix}source`]: 'conversion-console',
    [`${prefix}catalog`]: catalog,
    // now() and what has no zone mean the same as in the engine within.
    [`${prefix}time-zone`]: 'UTC',
    // Without it, times are cut to milliseconds.
    [`${prefix}client-capabilities`]: 'PARAMETRIC_DATETIME',
    ...(authorization !== undefined && { authorization }),
  };
}

function authorizationOf({ user, password, token }: TrinoServer): string | undefined {
  if (token !== undefined) return `Bearer ${token}`;
  return password === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** What must not be repeated of them. */
export function secretsOf(server: TrinoServer): readonly string[] {
  const [, credentials] = authorizationOf(server)?.split(' ') ?? [];
  return [credentials, server.password].filter((secret) => secret !== undefined);
}
