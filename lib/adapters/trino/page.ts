import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { typeSignature } from './types.ts';

const column = z.object({ name: z.string(), type: z.string(), typeSignature: typeSignature.optional() });

/** Told to people as it is, so that it has to look like one. */
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
  // Not looked through: a page may have many thousand records.
  data: z.custom<readonly (readonly unknown[])[]>((value) => Array.isArray(value)).nullish(),
  error: error.nullish(),
});

/** One answer of `/v1/statement`: how a query is getting on, with a part of its result once there is one. */
export type TrinoPage = z.output<typeof page>;
export type TrinoColumn = z.output<typeof column>;
export type TrinoError = z.output<typeof error>;

/** A number of so many digits may be more than a double holds. */
const LONG_NUMBER = /\d[\d.]{15}/;

/** Reads an answer. A number that a double would change is kept as its text. Throws UserError `trino_answer`. */
export function readPage(text: string): TrinoPage {
  try {
    return page.parse(LONG_NUMBER.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text));
  } catch {
    // What the parsers say of it may quote values.
    throw new UserError('trino_answer', { status: 200 });
  }
}

/** TypeScript's own types know no third argument yet, so that it is optional here. */
function keepExact(_key: string, value: unknown, { source = '' }: { readonly source?: string } = {}): unknown {
  return typeof value === 'number' && source.length > 15 ? source : value;
}
