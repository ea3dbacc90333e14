import { partsOf, type TypeSignature } from './types.ts';

/** Renders a value, which is never null, as text for the result file. */
export type RenderText = (value: unknown) => string;

/**
 * Renders values of a type as the built-in engine does: integers, decimals and strings unchanged, doubles as JavaScript
 * prints them, times as Trino prints them, bytes in hex, lists as JSON arrays of strings with `\N` for a missing
 * element, rows and maps as JSON.
 */
export function textOf(type: TypeSignature): RenderText {
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

/** The type of a list's elements, or of a map's values. */
function elementOf(type: TypeSignature): TypeSignature {
  return partsOf(type).at(-1)?.type ?? UNKNOWN;
}

/** Prints whole numbers without a decimal point. NaN and Infinity are received as strings. */
function doubleText(value: unknown): string {
  return String(Number(value));
}

/** Prints a list in the format of array columns. */
function listText(element: RenderText): RenderText {
  return (value) => JSON.stringify(listOf(value).map((item) => (item === null ? '\\N' : element(item))));
}

/** A value in a row or map, as JSON. */
function jsonOf(type: TypeSignature): RenderText {
  const json = notNullJsonOf(type);
  return (value) => (value === null || value === undefined ? 'null' : json(value));
}

function notNullJsonOf(type: TypeSignature): RenderText {
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

/** Types whose text is valid JSON. */
const JSON_TYPES = /^(?:boolean|json|(?:tiny|small|big)int|integer)$/;

function scalarJson(name: string, text: RenderText): RenderText {
  if (JSON_TYPES.test(name)) return text;
  const isNumber = name === 'double' || name === 'real';
  return (value) => (isNumber && Number.isFinite(Number(value)) ? text(value) : JSON.stringify(text(value)));
}

function rowJson(fields: readonly (readonly [name: string, json: RenderText])[]): RenderText {
  return (value) => {
    const cells = listOf(value);
    return `{${fields.map(([name, json], index) => `${name}:${json(cells[index])}`).join(',')}}`;
  };
}

function mapJson(json: RenderText): RenderText {
  return (value) => {
    const members = Object.entries(value as object).map(([key, member]) => `${JSON.stringify(key)}:${json(member)}`);
    return `{${members.join(',')}}`;
  };
}

function arrayJson(json: RenderText): RenderText {
  return (value) => `[${listOf(value).map(json).join(',')}]`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
