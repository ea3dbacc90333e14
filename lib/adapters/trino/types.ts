import { z } from 'zod';

/** Trino's description of a type: `row`, `array`, `timestamp with time zone` …, and its arguments. */
export interface TypeSignature {
  readonly rawType: string;
  readonly arguments?: readonly { readonly value?: unknown }[] | undefined;
}

export const typeSignature = z.object({
  rawType: z.string(),
  arguments: z.array(z.object({ value: z.unknown() })).optional(),
});

/** The type of a part. Presto describes the types in a row only as text. */
const partType = z.union([typeSignature, z.string().transform(parseType)]);

const field = z.object({ fieldName: z.object({ name: z.string() }).nullish(), typeSignature: partType });

/** The parts of a type: the elements of an array, keys and values of a map, the fields of a row by name. */
export function partsOf(type: TypeSignature): readonly { readonly name: string; readonly type: TypeSignature }[] {
  return (type.arguments ?? []).flatMap(({ value }, index) => {
    const rowField = field.safeParse(value).data;
    if (rowField) return { name: rowField.fieldName?.name ?? `field${index}`, type: rowField.typeSignature };
    const unnamedType = partType.safeParse(value).data;
    return unnamedType ? { name: `field${index}`, type: unnamedType } : [];
  });
}

/** Parses a printed type, such as `map(varchar, row(id bigint, "the rest" array(double)))`. */
export function parseType(text: string): TypeSignature {
  const [, before, inParentheses, after = ''] = /^([^(]*)\(([\s\S]*)\)([^)]*)$/.exec(text) ?? [];
  if (before === undefined || inParentheses === undefined) return { rawType: text.trim() };
  const rawType = `${before.trim()} ${after.trim()}`.trim();
  const parse = rawType === 'row' ? fieldOfText : partOfText;
  return { rawType, arguments: splitAtCommas(inParentheses).map((argument) => ({ value: parse(argument.trim()) })) };
}

function fieldOfText(text: string): unknown {
  const [, quotedName, plainName = '', type = ''] = /^(?:"((?:[^"]|"")*)"|([^\s()"]+))\s+([\s\S]+)$/.exec(text) ?? [];
  if (type === '') return partOfText(text);
  return { fieldName: { name: quotedName?.replaceAll('""', '"') ?? plainName }, typeSignature: partOfText(type) };
}

/** A number is the length or precision of a type, which `partsOf` omits. */
function partOfText(text: string): TypeSignature | number {
  return /^\d+$/.test(text) ? Number(text) : parseType(text);
}

/** Splits at commas outside parentheses and quotes. */
function splitAtCommas(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"]|"")*"|[\s\S]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}
