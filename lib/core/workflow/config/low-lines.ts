import { type Document, isCollection, isScalar, type Node, Scalar, visit, type YAMLError } from 'yaml';

/**
 * digdag reads lists and maps in brackets, and texts in quotation marks, however little their further lines are
 * indented. The parser refuses a line that is not indented more than the key.
 */

/** A text in which some lines have spaces before them that the file does not have. */
export interface IndentedText {
  readonly text: string;
  /** How many spaces were added to a line, by its number from 1. */
  readonly added: ReadonlyMap<number, number>;
}

/** The text with the low lines indented of the values that errors interrupt; undefined if there are none. */
export function indentInterrupted(
  { text, added }: IndentedText,
  { errors, contents }: Pick<Document, 'errors' | 'contents'>,
): IndentedText | undefined {
  const indented = new Map(added);
  const pieces: string[] = [];
  let end = 0;
  let line = 1;
  for (const value of interruptedValues(text, errors, enclosedStarts(contents as Node | null))) {
    const [head = '', ...lowLines] = text.slice(value.start, value.end).split('\n');
    const column = value.start - text.lastIndexOf('\n', value.start - 1);
    if (lowLines.every((low) => low.trim() === '' || low.startsWith(' '.repeat(column)))) break;
    const before = text.slice(end, value.start);
    line += countLines(before);
    for (const [index] of lowLines.entries()) {
      const number = line + index + 1;
      indented.set(number, column + (added.get(number) ?? 0));
    }
    line += lowLines.length;
    pieces.push(before, [head, ...lowLines.map((low) => ' '.repeat(column) + low)].join('\n'));
    ({ end } = value);
  }
  return end === 0 ? undefined : { text: pieces.join('') + text.slice(end), added: indented };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

/**
 * The values that errors interrupt, in their order, up to the first other error. Other errors within these values are
 * consequences.
 */
function* interruptedValues(text: string, errors: readonly YAMLError[], starts: readonly number[]) {
  let end = 0;
  let next = 0;
  for (const error of errors) {
    const [at] = error.pos;
    if (at < end) continue;
    while ((starts[next] ?? at) < at) next++;
    const start = isInterruption(error) ? starts[next - 1] : undefined;
    const valueEnd = start === undefined || start < end ? undefined : endOfValue(text, start);
    if (start === undefined || valueEnd === undefined) return;
    end = valueEnd;
    yield { start, end };
  }
}

function isInterruption({ code, message }: YAMLError): boolean {
  return (code === 'BAD_INDENT' && message.startsWith('Flow ')) || /^Missing closing ["']quote/.test(message);
}

/** Where each value in brackets or quotation marks begins; of values within each other, the outer one. */
function enclosedStarts(contents: Node | null): readonly number[] {
  const starts: number[] = [];
  if (contents === null) return starts;
  visit(contents, {
    Node(_, node) {
      if (!isEnclosed(node)) return undefined;
      starts.push(node.range?.[0] ?? 0);
      return visit.SKIP;
    },
  });
  return starts;
}

function isEnclosed(node: Node): boolean {
  if (isCollection(node)) return node.flow === true;
  return isScalar(node) && (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE);
}

/**
 * What decides where a value ends: comments, texts in quotation marks, and brackets. A quotation mark within a word is
 * part of the word; one on its own never ends.
 */
const TOKEN = /(?<!\S)#[^\n]*|(?<![^\s[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|["'])|[[\]{}]/gs;
const DEPTHS: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** The offset after a value in brackets or quotation marks; undefined if it never ends. */
function endOfValue(text: string, start: number): number | undefined {
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = start;
  let depth = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    if (token === '"' || token === "'") return undefined;
    depth += DEPTHS[token] ?? 0;
    if (depth === 0) return tokens.lastIndex;
  }
  return undefined;
}
