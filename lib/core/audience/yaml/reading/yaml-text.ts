import {
  Document,
  isAlias,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import type { IssueParams } from '../../../issue.ts';

/** A problem of the text at an offset. */
export interface TextProblem {
  readonly offset: number;
  readonly code: string;
  readonly params: IssueParams;
}

export interface YamlText {
  readonly root: Node | null;
  readonly lines: LineCounter;
  readonly problems: readonly TextProblem[];
}

const MAX_LENGTH = 1_000_000;
/** Maximum size of the parser's stack. Parsing recurses, and each level of indentation takes several tokens. */
const MAX_DEPTH = 100;

/** Parses YAML 1.2. Aliases, tags and several documents are problems, because these files do not need them. */
export function parseYaml(text: string): YamlText {
  const lines = new LineCounter();
  const sizeProblem = recordLines(text, lines);
  if (sizeProblem) return { root: null, lines, problems: [sizeProblem] };
  const document = parseDocument(text, {
    schema: 'core',
    resolveKnownTags: false,
    prettyErrors: false,
  });
  const problems = [...document.errors, ...document.warnings].map((error) => syntaxProblem(error, text));
  return { root: document.contents, lines, problems: [...problems, ...unsupportedNodes(document)] };
}

/** Records where each line begins, and returns the problem of a text that is too long or too deep to parse. */
function recordLines(text: string, lines: LineCounter): TextProblem | undefined {
  for (let at = 0; at !== -1 && at <= text.length; at = nextLine(text, at)) lines.addNewLine(at);
  if (text.length > MAX_LENGTH) return { offset: 0, code: 'yaml_too_long', params: { max: MAX_LENGTH } };
  const parser = new Parser();
  for (const token of new Lexer().lex(text)) {
    // Parses the token. Only the stack is needed, not the results.
    for (const _ of parser.next(token));
    if (parser.stack.length > MAX_DEPTH) return { offset: parser.offset, code: 'yaml_too_deep', params: {} };
  }
  return undefined;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? -1 : end + 1;
}

const CODES: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  DUPLICATE_KEY: 'yaml_key_repeated',
  MULTIPLE_DOCS: 'yaml_documents',
  TAB_AS_INDENT: 'yaml_tab',
  TAG_RESOLVE_FAILED: 'yaml_tag_unsupported',
};

/** Replaces the message of the library, which may quote personal values. A problem quotes only names of keys. */
function syntaxProblem({ code: libraryCode, pos: [offset] }: YAMLError, text: string): TextProblem {
  const code = CODES[libraryCode] ?? 'yaml_malformed';
  const name = /[^\s:,}]*/.exec(text.slice(offset))?.[0] ?? '';
  return { offset, code, params: code === 'yaml_key_repeated' ? { name } : {} };
}

function unsupportedNodes(document: Document): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  visit(document as Document.Parsed, (_, node) => {
    if (!isNode(node)) return;
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node)) problems.push({ offset, code: 'yaml_alias_unsupported', params: {} });
    else if (isScalar(node) && isInexact(node)) problems.push({ offset, code: 'yaml_number_inexact', params: {} });
  });
  return problems;
}

/** Whether reading changes the number: an integer has too many digits, or the value is not finite. */
function isInexact({ value, source = '' }: Scalar): boolean {
  if (typeof value !== 'number') return false;
  const [, sign, digits] = /^([-+]?)(\d+)$/.exec(source) ?? [];
  if (digits === undefined || Number.isSafeInteger(value)) return !Number.isFinite(value);
  return `${sign === '-' ? '-' : ''}${digits.replace(/^0+(?=\d)/, '')}` !== String(value);
}

/** Writes a value as YAML without aliases and folding, and with quotes if YAML 1.1 would read another type. */
export function yamlOf(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  return document.toString({ lineWidth: 0, blockQuote: 'literal' });
}
