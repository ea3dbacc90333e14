import type { FieldSpec, JsonObject, JsonValue } from '../record/field.ts';
import { isPersonal } from '../record/personal.ts';

/**
 * Masks values that a message of the receiving service repeats from the event at this index of the call; without an
 * index, from any of its events.
 */
export type Hide = (message: string, eventIndex?: number) => string;

/** The events of a call, each as JSON by its index in the call. */
export interface SentEvents {
  readonly count: number;
  readonly jsonAt: (index: number) => string;
}

export interface SentCall {
  readonly token: string;
  readonly events: SentEvents;
  readonly fields: readonly FieldSpec[];
}

/** Shorter values would match unrelated words. */
const MIN_LENGTH = 4;

/**
 * Messages are stored, shown and logged, so they must not contain the token, nor any text of the file except fixed
 * choices and texts too short to search for. Numbers are not hidden. Events are parsed only if there is a message.
 */
export function hideEchoes({ token, events, fields }: SentCall): Hide {
  const freeText = fields.filter(({ choices }) => choices === undefined);
  const personalPaths = freeText.filter(isPersonal).map(({ path }) => path);
  const otherPaths = freeText.filter((field) => !isPersonal(field)).map(({ path }) => path);
  return (message, eventIndex) => {
    if (message === '') return message;
    const indexes = eventIndex === undefined ? Array.from({ length: events.count }, (_, index) => index) : [eventIndex];
    const sent = indexes.map((index) => JSON.parse(events.jsonAt(index)) as JsonObject);
    const withoutToken = mask(message, [token], '[token]');
    const withoutPersonal = mask(withoutToken, textsAt(sent, personalPaths));
    return maskWords(withoutPersonal, textsAt(sent, otherPaths));
  };
}

function textsAt(events: readonly JsonObject[], paths: readonly (readonly string[])[]): string[] {
  return events.flatMap((event) => paths.flatMap((path) => textsOf(event, path)));
}

function textsOf(value: JsonValue | undefined, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => textsOf(member, path));
  const [key, ...innerPath] = path;
  if (key === undefined) return typeof value === 'string' ? [value] : [];
  return typeof value === 'object' && value !== null ? textsOf(value[key], innerPath) : [];
}

function mask(message: string, values: readonly string[], replacement = '[value]'): string {
  const pattern = patternOfFound(message, values);
  return pattern === undefined ? message : message.replace(new RegExp(pattern, 'giu'), replacement);
}

/** Masks whole words only, because a shop may sell an "event", and `event_name` must stay readable. */
function maskWords(message: string, values: readonly string[]): string {
  const pattern = patternOfFound(message, values);
  if (pattern === undefined) return message;
  const wholeWords = `(?<![\\p{L}\\p{N}_])(?:${pattern})(?![\\p{L}\\p{N}_])`;
  return message.replace(new RegExp(wholeWords, 'giu'), '[value]');
}

/**
 * A pattern for the values that a message contains, also in the forms that JSON can give them, because the service does
 * not document how it quotes values. Undefined if the message contains none of them: a call can have a thousand
 * messages, and most need no pattern.
 */
function patternOfFound(message: string, values: readonly string[]): string | undefined {
  const text = foldCase(message);
  const contained = values
    .flatMap(writtenForms)
    .filter((value) => value.length >= MIN_LENGTH && text.includes(foldCase(value)))
    .sort((a, b) => b.length - a.length);
  return contained.length === 0 ? undefined : contained.map((value) => RegExp.escape(value)).join('|');
}

/** Lower case, as case-insensitive patterns compare it: without the special form of a sigma at the end of a word. */
function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

/**
 * A value as it is, in JSON, and in ASCII-only JSON, the default of some languages; each also with escaped slashes,
 * which JSON allows.
 */
function writtenForms(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [...new Set([value, json, ascii].flatMap((form) => [form, form.replaceAll('/', '\\/')]))];
}
