/** A value of a query's result as the text of JSON. */
export type JsonText = string;

/** A value of a query's result, as programs take it; null for a missing one. */
export type ResultValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly ResultValue[]
  | { readonly [name: string]: ResultValue };

const WHOLE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/i;
const DECIMAL = /^DECIMAL\(\d+,\s*\d+\)$/i;
const REAL = /^(?:FLOAT|DOUBLE|REAL)$/i;
/** In the words of either engine, with what the list is of. */
const LIST = /^(?:array\(([\s\S]+)\)|([\s\S]+)\[\d*\])$/i;
const OBJECT = /^(?:STRUCT|MAP|ROW|UNION)\b/i;

/**
 * Gives the values of a column back that were frozen as text, as JSON. Integers are numbers with all their digits, reals
 * numbers with a fraction, and booleans, arrays, maps and rows are what they are. Decimals of at most 15 significant digits
 * are numbers with their own digits, since every double keeps so many. All else is a string: longer decimals, which most
 * readers of JSON would round; times; bytes in hex; what is JSON itself; NaN and Infinity, for which JSON has no form. `type` is in the engine's words.
 */
export function jsonReader(type: string): (text: string) => JsonText {
  const read = readerOf(type);
  return (text) => (text === '' ? 'null' : read(text));
}

function readerOf(type: string): (text: string) => JsonText {
  if (WHOLE.test(type)) return (text) => text;
  if (REAL.test(type)) return real;
  if (DECIMAL.test(type)) return decimal;
  if (/^BOOLEAN$/i.test(type)) return (text) => text;
  const [isList, trinoElement, element = trinoElement ?? ''] = LIST.exec(type) ?? [];
  if (isList !== undefined) return listOf(readerOf(element));
  return OBJECT.test(type) ? (text) => text : (text) => JSON.stringify(text);
}

/** 1 is written 1.0, so that it stays a real for whoever reads it. */
function real(text: string): JsonText {
  if (/^-?\d+$/.test(text)) return `${text}.0`;
  return Number.isFinite(Number(text)) ? text : JSON.stringify(text);
}

const MOST_EXACT_DIGITS = 15;

function decimal(text: string): JsonText {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length <= MOST_EXACT_DIGITS ? text : JSON.stringify(text);
}

/** How the values of a column are printed as text: lists as JSON, without the quotation marks they are frozen with. */
export function printedReader(type: string): (text: string) => string {
  return LIST.test(type) ? jsonText(type) : (text) => text;
}

/** An empty cell stays one. */
function jsonText(type: string): (text: string) => string {
  const read = readerOf(type);
  return (text) => (text === '' ? '' : read(text));
}

/** A list is frozen as an array of texts, in which \N is a missing element. */
function listOf(element: (text: string) => JsonText): (text: string) => JsonText {
  return (text) => {
    const parts = JSON.parse(text) as readonly string[];
    return `[${parts.map((part) => (part === '\\N' ? 'null' : element(part))).join(',')}]`;
  };
}

/** The value that JSON means; integers that no number holds exactly are bigints. */
export function parsedValue(json: JsonText): ResultValue {
  return JSON.parse(json, exact) as ResultValue;
}

function exact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isInexact = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '');
  return isInexact ? BigInt(context?.source ?? '') : value;
}
