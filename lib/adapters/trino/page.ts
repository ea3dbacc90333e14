import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { typeSignature } from './types.ts';

const column = z.object({ name: z.string(), type: z.string(), typeSignature: typeSignature.optional() });

/** A text that becomes empty unless it is a plain word, because people see it. */
const plainWord = z
  .string()
  .regex(/^\w{1,80}$/)
  .catch('');

const error = z.object({
  message: z.string().default(''),
  errorName: plainWord,
  errorType: plainWord,
  errorLocation: z.object({ lineNumber: z.number(), columnNumber: z.number() }).nullish(),
});

const page = z.object({
  id: plainWord,
  nextUri: z.string().nullish(),
  columns: z.array(column).nullish(),
  // The records are not validated, because a page may have thousands of them.
  data: z.custom<readonly (readonly unknown[])[]>((value) => Array.isArray(value)).nullish(),
  error: error.nullish(),
});

/** A response of `/v1/statement`: the state of a query, with a part of its result if available. */
export type TrinoPage = z.output<typeof page>;
export type TrinoColumn = z.output<typeof column>;
export type TrinoError = z.output<typeof error>;

/** Matches a number with so many digits that it may exceed the precision of a double. */
const LONG_NUMBER = /\d[\d.]{15}/;

/** Parses a response. Numbers that a double could change stay text. Throws UserError `trino_answer`. */
export function readPage(text: string): TrinoPage {
  try {
    return page.parse(LONG_NUMBER.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text));
  } catch {
    // Parser messages may quote values.
    throw new UserError('trino_answer', { status: 200 });
  }
}

/** Keeps the source text of long numbers. The third argument is optional here, because TypeScript's types lack it. */
function keepExact(_key: string, value: unknown, { source = '' }: { readonly source?: string } = {}): unknown {
  return typeof value === 'number' && source.length > 15 ? source : value;
}
