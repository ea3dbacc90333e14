import { type JSONVisitor, visit } from 'jsonc-parser';
import { UserError } from '../errors.ts';
import { beginningOf } from './beginning-of.ts';

/** The kind of input, for error texts. */
export type JsonSubject = 'result' | 'mapping' | 'constants' | 'body';

const STRICT = { disallowComments: true, allowTrailingComma: false };
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Parses JSON written by a person or a program. Throws UserError `json_malformed`, `json_placeholder` and
 * `json_key_twice`, which contain the position, and `json_too_deep`. None contains a value, except for a placeholder.
 */
export function parseJson(written: string, subject: JsonSubject): unknown {
  const text = written.replace(BYTE_ORDER_MARK, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw errorFor(text, subject, cause);
  }
  refuseRepeatedKeys(text, subject);
  return value;
}

/** The error for a text that is not JSON: `json_placeholder` if a value is still an example's placeholder `xxxx`. */
function errorFor(text: string, subject: JsonSubject, cause: unknown): UserError {
  const { offset, key } = firstFault(text, subject);
  const start = startOfWord(text, offset);
  const place = { subject, ...placeOf(text, start) };
  const placeholder = /^\d*x{2,}(?![\w.-])/i.exec(text.slice(start))?.[0];
  const isPlainKey = /^[a-z_]+$/.test(key);
  if (placeholder === undefined || !isPlainKey) return new UserError('json_malformed', place, { cause });
  const params = { ...place, key: shortened(key), placeholder: shortened(placeholder) };
  return new UserError('json_placeholder', params, { cause });
}

/** Where the word at an offset begins: a parser reports the syntax error in `5497xxx` at the first x. */
function startOfWord(text: string, offset: number): number {
  if (!/\w/.test(text[offset] ?? '')) return offset;
  let start = offset;
  while (start > 0 && /[\w+.-]/.test(text[start - 1] ?? '')) start--;
  return start;
}

const MAX_SHOWN_LENGTH = 100;

function shortened(name: string): string {
  return name.length > MAX_SHOWN_LENGTH ? `${beginningOf(name, MAX_SHOWN_LENGTH)}…` : name;
}

/** The offset of the first syntax error, and the last key before it. */
function firstFault(text: string, subject: JsonSubject): { readonly offset: number; readonly key: string } {
  let key = '';
  let fault: { offset: number; key: string } | undefined;
  const visitor = {
    onObjectProperty: (name: string) => {
      key = name;
    },
    onError: (_code: number, offset: number) => {
      fault ??= { offset, key };
    },
  };
  walk(text, visitor, subject);
  return fault ?? { offset: 0, key: '' };
}

/** Throws for a repeated key: JSON.parse uses its last value, and other parsers the first. */
function refuseRepeatedKeys(text: string, subject: JsonSubject): void {
  const openObjects: Set<string>[] = [];
  const visitor: JSONVisitor = {
    onObjectBegin: () => void openObjects.push(new Set()),
    onObjectEnd: () => void openObjects.pop(),
    onObjectProperty: (key, offset) => {
      const keys = openObjects.at(-1);
      if (keys?.has(key))
        throw new UserError('json_key_twice', { subject, key: shortened(key), ...placeOf(text, offset) });
      keys?.add(key);
    },
  };
  walk(text, visitor, subject);
}

/** Visits a text. Throws for one that nests so deeply that the recursion of `visit` exceeds the stack. */
function walk(text: string, visitor: JSONVisitor, subject: JsonSubject): void {
  try {
    visit(text, visitor, STRICT);
  } catch (error) {
    throw error instanceof RangeError ? new UserError('json_too_deep', { subject }, { cause: error }) : error;
  }
}

/** The line and column of an offset, both from 1, as editors count them. */
function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}
