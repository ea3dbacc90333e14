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

/** Presto describes the types in a row only as text. */
const part = z.union([typeSignature, z.string().transform(parseType)]);

const field = z.object({ fieldName: z.object({ name: z.string() }).nullish(), typeSignature: part });

/** The parts of a type: the elements of an array, keys and values of a map, the fields of a row by name. */
export function partsOf(type: TypeSignature): readonly { readonly name: string; readonly type: TypeSignature }[] {
  return (type.arguments ?? []).flatMap(({ value }, index) => {
    const named = field.safeParse(value).data;
    if (named) return { name: named.fieldName?.name ?? `field${index}`, type: named.typeSignature };
    const plain = part.safeParse(value).data;
    return plain ? { name: `field${index}`, type: plain } : [];
  });
}

/** Parses a printed type, such as `map(varchar, row(id bigint, "the rest" array(double)))`. */
export function parseType(text: string): TypeSignature {
  const [, name, within, rest = ''] = /^([^(]*)\(([\s\S]*)\)([^)]*)$/.exec(text) ?? [];
  if (name === undefined || within === undefined) return { rawType: text.trim() };
  const rawType = `${name.trim()} ${rest.trim()}`.trim();
  const parse = rawType === 'row' ? fieldOfText : partOfText;
  return { rawType, arguments: splitAtCommas(within).map((argument) => ({ value: parse(argument.trim()) })) };
}

function fieldOfText(text: string): unknown {
  const [, quoted, plain = '', type = ''] = /^(?:"((?:[^"]|"")*)"|([^\s()"]+))\s+([\s\S]+)$/.exec(text) ?? [];
  if (type === '') return partOfText(text);
  return { fieldName: { name: quoted?.replaceAll('""', '"') ?? plain }, typeSignature: partOfText(type) };
}

/** Numbers are the length or precision of a type, which is not needed. */
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
