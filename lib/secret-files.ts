import { readFileSync } from 'node:fs';

/**
 * The settings that are secrets. Instead of NAME, NAME_FILE can name a file with the value, as for container secrets.
 */
export const SECRET_SETTINGS = [
  'DATABASE_URL',
  'PINTD_API_KEY',
  'PINTD_OIDC_CLIENT_SECRET',
  'PINTD_TRINO_PASSWORD',
  'PINTD_TRINO_TOKEN',
] as const;

type Variables = Readonly<Record<string, string | undefined>>;

export interface ReadVariables {
  readonly variables: Variables;
  /** Messages that contain no values. */
  readonly problems: readonly string[];
}

/** The content of a file, without a trailing line break. */
export function readSecretFile(path: string): string {
  return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
}

/** Sets NAME to the content of the file that NAME_FILE names, without a trailing line break. */
export function readSecretFiles(variables: Variables): ReadVariables {
  const result: Record<string, string | undefined> = { ...variables };
  const problems: string[] = [];
  for (const name of SECRET_SETTINGS) {
    const path = variables[`${name}_FILE`];
    if (!path) continue;
    if (variables[name]) problems.push(`${name} must not be set together with ${name}_FILE.`);
    try {
      result[name] = readSecretFile(path);
      if (result[name] === '') problems.push(`${name}_FILE must name a file with a value; ${path} is empty.`);
    } catch (error) {
      problems.push(
        `${name}_FILE must name a readable file; ${path} is not (${(error as NodeJS.ErrnoException).code}).`,
      );
    }
  }
  return { variables: result, problems };
}
