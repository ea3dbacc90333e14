/** A value of a query's result as JSON text. */
export type JsonText = string;

/** A value of a query's result; null for a missing one. */
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
/** A list type of either engine, with its element type. */
const LIST = /^(?:array\((?<ofTrino>[\s\S]+)\)|(?<ofDuckdb>[\s\S]+)\[\d*\])$/i;
const OBJECT = /^(?:STRUCT|MAP|ROW|UNION)\b/i;

/**
 * Returns the function that converts the values of a column, frozen as text, to JSON. Integers are numbers with all
 * their digits, reals are numbers with a fraction; booleans, arrays, maps and rows keep their type. Decimals of at most
 * 15 significant digits are numbers with their own digits, which a double keeps. Everything else is a string: longer
 * decimals, which most JSON parsers would round; times; bytes in hex; JSON values; NaN and Infinity, which JSON lacks.
 * `type` is the engine's name for the type of the column.
 */
export function jsonReader(type: string): (text: string) => JsonText {
  const read = readerOf(type);
  return (text) => (text === '' ? 'null' : read(text));
}

function readerOf(type: string): (text: string) => JsonText {
  if (WHOLE.test(type)) return (text) => text;
  if (REAL.test(type)) return realJson;
  if (DECIMAL.test(type)) return decimalJson;
  if (/^BOOLEAN$/i.test(type)) return (text) => text;
  const elementType = elementTypeOf(type);
  if (elementType !== undefined) return listReader(readerOf(elementType));
  return OBJECT.test(type) ? (text) => text : (text) => JSON.stringify(text);
}

/** The type of a list's elements; undefined for any other type. */
function elementTypeOf(type: string): string | undefined {
  const { ofTrino, ofDuckdb } = LIST.exec(type)?.groups ?? {};
  return ofTrino ?? ofDuckdb;
}

/** 1 becomes 1.0, so that readers recognize a real; NaN and Infinity become strings. */
function realJson(text: string): JsonText {
  if (/^-?\d+$/.test(text)) return `${text}.0`;
  return Number.isFinite(Number(text)) ? text : JSON.stringify(text);
}

const MAX_EXACT_DIGITS = 15;

/**
 * A number, or a string if there are too many digits. JSON requires a digit before the point, which results of earlier
 * versions lack: `.50` for a `DECIMAL(2,2)`.
 */
function decimalJson(text: string): JsonText {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  const written = text.replace(/^-?(?=\.)/, '$&0');
  return digits.length <= MAX_EXACT_DIGITS ? written : JSON.stringify(written);
}

/** Returns the function that converts the values of a column, frozen as text, to what is shown: lists become JSON. */
export function printedReader(type: string): (text: string) => string {
  if (!LIST.test(type)) return (text) => text;
  const read = readerOf(type);
  return (text) => (text === '' ? '' : read(text));
}

/** A list is frozen as an array of strings, in which \N is a missing element. */
function listReader(readElement: (text: string) => JsonText): (text: string) => JsonText {
  return (text) => {
    const elements = JSON.parse(text) as readonly string[];
    return `[${elements.map((element) => (element === '\\N' ? 'null' : readElement(element))).join(',')}]`;
  };
}

/** Parses JSON; integers beyond the safe range become bigints. */
export function parsedValue(json: JsonText): ResultValue {
  return JSON.parse(json, toExactNumber) as ResultValue;
}

function toExactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isInexact = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '');
  return isInexact ? BigInt(context?.source ?? '') : value;
}
