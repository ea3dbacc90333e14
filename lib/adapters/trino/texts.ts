import { partsOf, type TypeSignature } from './types.ts';

/** A value as the text that is frozen. It is never null. */
export type TextOf = (value: unknown) => string;

/**
 * How values of a type become text, as the engine within writes them: numbers, decimals and texts as they are, times as a
 * Trino prints them, bytes in hex, lists as JSON arrays of texts, `\N` for a missing element, rows and maps as JSON.
 */
export function textOf(type: TypeSignature): TextOf {
  switch (type.rawType) {
    case 'double':
    case 'real':
      return doubleText;
    case 'varbinary':
      return (value) => Buffer.from(String(value), 'base64').toString('hex');
    case 'array':
      return listText(textOf(elementOf(type)));
    case 'map':
    case 'row':
      return jsonOf(type);
    default:
      return (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
}

const UNKNOWN: TypeSignature = { rawType: 'unknown' };

function elementOf(type: TypeSignature): TypeSignature {
  return partsOf(type).at(-1)?.type ?? UNKNOWN;
}

/** Whole numbers without a point, as people write them. NaN and Infinity come as texts. */
function doubleText(value: unknown): string {
  return String(Number(value));
}

/** As array columns take it. */
function listText(element: TextOf): TextOf {
  return (value) => JSON.stringify(listOf(value).map((each) => (each === null ? '\\N' : element(each))));
}

/** A value within a row or a map, as JSON. */
function jsonOf(type: TypeSignature): TextOf {
  const json = notNullJsonOf(type);
  return (value) => (value === null || value === undefined ? 'null' : json(value));
}

function notNullJsonOf(type: TypeSignature): TextOf {
  switch (type.rawType) {
    case 'row':
      return rowJson(partsOf(type).map((part) => [JSON.stringify(part.name), jsonOf(part.type)]));
    case 'map':
      return mapJson(jsonOf(elementOf(type)));
    case 'array':
      return arrayJson(jsonOf(elementOf(type)));
    default:
      return scalarJson(type.rawType, textOf(type));
  }
}

/** Types whose text is JSON already. */
const JSON_ITSELF = /^(?:boolean|json|(?:tiny|small|big)int|integer)$/;

function scalarJson(name: string, text: TextOf): TextOf {
  if (JSON_ITSELF.test(name)) return text;
  const isNumber = name === 'double' || name === 'real';
  return (value) => (isNumber && Number.isFinite(Number(value)) ? text(value) : JSON.stringify(text(value)));
}

function rowJson(fields: readonly (readonly [name: string, json: TextOf])[]): TextOf {
  return (value) => {
    const cells = listOf(value);
    return `{${fields.map(([name, json], index) => `${name}:${json(cells[index])}`).join(',')}}`;
  };
}

function mapJson(json: TextOf): TextOf {
  return (value) =>
    `{${Object.entries(value as object)
      .map(([key, each]) => `${JSON.stringify(key)}:${json(each)}`)
      .join(',')}}`;
}

function arrayJson(json: TextOf): TextOf {
  return (value) => `[${listOf(value).map(json).join(',')}]`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
