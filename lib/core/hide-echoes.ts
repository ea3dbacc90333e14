import type { FieldSpec, JsonObject, JsonValue } from './field.ts';
import { isPersonal } from './personal.ts';

/** Takes out of a message of the other side what it repeats: of one event of the call, or of any where none is named. */
export type Hide = (message: string, event?: number) => string;

export interface Sent {
  readonly token: string;
  /** Each as JSON, in the order of the call. */
  readonly events: readonly string[];
  readonly fields: readonly FieldSpec[];
}

/** A shorter value would be found in words that have nothing to do with it. */
const SHORTEST = 4;

/**
 * Messages are kept, shown and logged: a token must not be in them, nor a value of a person that was sent as it is. The
 * events are looked at only where there is a message.
 */
export function hideEchoes({ token, events, fields }: Sent): Hide {
  const personal = fields.filter(isPersonal).map(({ path }) => path);
  return (message, event) => {
    if (message === '') return message;
    const quoted = event === undefined ? events : events.slice(event, event + 1);
    const values = quoted.flatMap((json) => valuesIn(JSON.parse(json) as JsonObject, personal));
    return without(values, without([token], message, '[token]'), '[value]');
  };
}

function valuesIn(event: JsonObject, paths: readonly (readonly string[])[]): string[] {
  return paths.flatMap((path) => textsOf(valueAt(event, path)));
}

function valueAt(event: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, key) => (isObject(value) ? value[key] : undefined), event);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'string' ? [value] : [];
}

/** Also as JSON writes them, and in any case: nobody says how the other side repeats what it was given. */
function without(values: readonly string[], message: string, instead: string): string {
  const spellings = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  const found = [...new Set(spellings)].filter((value) => value.length >= SHORTEST);
  if (found.length === 0) return message;
  const longestFirst = found.sort((a, b) => b.length - a.length).map((value) => RegExp.escape(value));
  return message.replace(new RegExp(longestFirst.join('|'), 'giu'), instead);
}
