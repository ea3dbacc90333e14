export const TRINO_DIALECTS = ['trino', 'presto'] as const;

/** Address and credentials of a Trino server. Never from the database or the browser. */
export interface TrinoEnv {
  readonly url: string;
  readonly user: string;
  /** At most one of password and token is set. */
  readonly password: string | undefined;
  readonly token: string | undefined;
  readonly catalog: string;
  /** The schemas that can be chosen; undefined for all. */
  readonly schemas: readonly string[] | undefined;
  readonly dialect: (typeof TRINO_DIALECTS)[number];
}

interface TrinoValues {
  readonly PINTD_TRINO_URL?: string | undefined;
  readonly PINTD_TRINO_USER?: string | undefined;
  readonly PINTD_TRINO_PASSWORD?: string | undefined;
  readonly PINTD_TRINO_TOKEN?: string | undefined;
  readonly PINTD_TRINO_CATALOG?: string | undefined;
  readonly PINTD_TRINO_SCHEMAS?: readonly string[] | undefined;
  readonly PINTD_TRINO_DIALECT: TrinoEnv['dialect'];
}

/**
 * With a URL, Trino needs a user and a catalog. Without a URL, the other settings of Trino have no effect. `refuse`
 * gets the variable and its problem.
 */
export function refuseIncompleteTrino(
  values: TrinoValues,
  refuse: (name: keyof TrinoValues, message: string) => void,
): void {
  const { PINTD_TRINO_URL: url, PINTD_TRINO_USER: user, PINTD_TRINO_PASSWORD: password } = values;
  if (url === undefined) return;
  if (user === undefined) refuse('PINTD_TRINO_USER', 'must be set with PINTD_TRINO_URL');
  if (values.PINTD_TRINO_CATALOG === undefined) refuse('PINTD_TRINO_CATALOG', 'must be set with PINTD_TRINO_URL');
  if (password === undefined) return;
  if (values.PINTD_TRINO_TOKEN !== undefined)
    refuse('PINTD_TRINO_TOKEN', 'must not be set together with PINTD_TRINO_PASSWORD');
  if (user?.includes(':')) refuse('PINTD_TRINO_USER', 'must not contain a colon if PINTD_TRINO_PASSWORD is set');
}

/** The configured server; undefined if there is none. */
export function trinoOf(values: TrinoValues): TrinoEnv | undefined {
  const { PINTD_TRINO_URL: url, PINTD_TRINO_USER: user, PINTD_TRINO_CATALOG: catalog } = values;
  if (url === undefined || user === undefined || catalog === undefined) return undefined;
  return {
    url,
    user,
    password: values.PINTD_TRINO_PASSWORD,
    token: values.PINTD_TRINO_TOKEN,
    catalog,
    schemas: values.PINTD_TRINO_SCHEMAS,
    dialect: values.PINTD_TRINO_DIALECT,
  };
}
