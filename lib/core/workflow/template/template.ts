/** A part of a template: plain text, or an expression in `${…}`. Offsets count from the start of the template. */
export type TemplatePart =
  | { readonly text: string }
  /** `offset` is where the expression begins. */
  | { readonly expression: string; readonly offset: number };

/**
 * The beginning of an expression. `${word:…}` is not one: operators replace it, as in `${secret:KEY}`. Nor is `${` at
 * the end of the template.
 */
const BEGIN = /\$\{(?![a-z]+:)(?=[\s\S])/g;

/**
 * Splits a template as digdag does: `$$` in text is a dollar, an expression may contain pairs of braces, an empty `${}`
 * is left out, and an expression that is never closed is text.
 */
export function partsOf(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let position = 0;
  const addText = (until: number) => {
    if (until > position) parts.push({ text: template.slice(position, until).replaceAll('$$', '$') });
  };
  while (position < template.length) {
    BEGIN.lastIndex = position;
    const begin = BEGIN.exec(template)?.index;
    if (begin === undefined) break;
    addText(begin);
    position = begin;
    const end = closingBrace(template, begin + 2);
    if (end === undefined) break;
    if (end > begin + 2) parts.push({ expression: template.slice(begin + 2, end), offset: begin + 2 });
    position = end + 1;
  }
  addText(template.length);
  return parts;
}

/** Where the expression that begins at `from` ends: at the first `}` that closes no `{` of the expression. */
function closingBrace(template: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < template.length; at++) {
    if (template[at] === '{') depth++;
    else if (template[at] === '}' && depth-- === 0) return at;
  }
  return undefined;
}

/** A name or a dotted path, which needs no script engine. */
const PATH = /^\s*[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*\s*$/;

/** The steps of an expression that only looks up a parameter; undefined for any other. */
export function pathOf(expression: string): readonly string[] | undefined {
  return PATH.test(expression) ? expression.trim().split('.') : undefined;
}
