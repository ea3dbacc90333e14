export interface TrinoServer {
  /** An https URL, or an http URL on a loopback address; never taken from the browser or the database. */
  readonly url: string;
  readonly user: string;
  readonly password?: string | undefined;
  /** A JSON Web Token, instead of a password. */
  readonly token?: string | undefined;
  readonly catalog: string;
  /** Decides which header names the server expects. */
  readonly dialect: 'trino' | 'presto';
}

/** The headers of every request. The names of Trino's own headers begin with `prefix`. */
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
    // The same time zone as in the built-in engine.
    [`${prefix}time-zone`]: 'UTC',
    // Without this header, times are truncated to milliseconds.
    [`${prefix}client-capabilities`]: 'PARAMETRIC_DATETIME',
    ...(authorization !== undefined && { authorization }),
  };
}

function authorizationOf({ user, password, token }: TrinoServer): string | undefined {
  if (token !== undefined) return `Bearer ${token}`;
  return password === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** The secrets in the headers, which must not appear in errors. */
export function secretsOf(server: TrinoServer): readonly string[] {
  const [, credentials] = authorizationOf(server)?.split(' ') ?? [];
  return [credentials, server.password].filter((secret) => secret !== undefined);
}
