import { type ConfigValue, isMap } from '../config/config-node.ts';
import { TaskError } from '../operators/task-run.ts';

const SECRET = /\$\{\s*secret\s*:\s*([^}]*?)\s*\}/g;

/** The value of a secret of the project; undefined if there is none. */
export type OpenSecret = (key: string) => string | undefined;

/** Text with `${secret:KEY}` replaced by secrets, in one pass. Throws TaskError for an unknown key. */
export function withSecrets(text: string, openSecret: OpenSecret): string {
  return text.replaceAll(SECRET, (_, key: string) => {
    const secret = openSecret(key);
    if (secret === undefined) throw new TaskError(`the project has no secret ${key}`);
    return secret;
  });
}

/** The keys of all `${secret:KEY}` in the texts of a value. */
export function secretsIn(value: ConfigValue): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(SECRET)].map(([, key = '']) => key);
  if (Array.isArray(value)) return value.flatMap((item: ConfigValue) => secretsIn(item));
  return isMap(value) ? Object.values(value).flatMap(secretsIn) : [];
}

/** The value with `${secret:KEY}` replaced in all its texts. */
export function valueWithSecrets(value: ConfigValue, openSecret: OpenSecret): ConfigValue {
  if (typeof value === 'string') return withSecrets(value, openSecret);
  if (Array.isArray(value)) return value.map((item: ConfigValue) => valueWithSecrets(item, openSecret));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, valueWithSecrets(part, openSecret)]));
}
