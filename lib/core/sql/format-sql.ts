import type { FormatOptions } from 'sql-formatter';
import type { QueryEngine } from '../job/query.ts';
import { COMMENT, DOLLAR_TEXT, ESCAPED_TEXT, NAME, SPACE, TEXT } from './sql-tokens.ts';

type Formatter = Pick<typeof import('sql-formatter'), 'formatDialect' | 'duckdb' | 'trino'>;

const STYLE: Partial<FormatOptions> = { keywordCase: 'upper', tabWidth: 2 };

/**
 * The formatted query; undefined if no dialect of the formatter both parses it and keeps its tokens. Queries for the
 * built-in engine may be written in its own SQL and in Presto's.
 */
export function formatSql(sql: string, engine: QueryEngine, formatter: Formatter): string | undefined {
  const { duckdb, trino } = formatter;
  const tokens = tokensOf(sql, engine);
  for (const dialect of engine === 'duckdb' ? [duckdb, trino] : [trino]) {
    const formatted = formattedIn(dialect, sql, formatter);
    if (formatted !== undefined && isSame(tokensOf(formatted, engine), tokens)) return formatted;
  }
  return undefined;
}

function formattedIn(dialect: Formatter['trino'], sql: string, { formatDialect }: Formatter): string | undefined {
  try {
    return formatDialect(sql, { ...STYLE, dialect });
  } catch {
    return undefined;
  }
}

const WORD = String.raw`[\p{L}_][\p{L}\p{N}_$]*|\d[\p{L}\p{N}_]*`;
const NUMBER = String.raw`(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d+)?(?![\p{L}_$])`;

/** A character of an operator, unless a comment begins there. */
const USUAL = String.raw`(?!--|\/\*)[-+*\/<>=]`;
/** Only operators with one of these characters can end with + or -. */
const RARE = String.raw`[~!@#%^&|?\x60]`;

/** How each engine's lexer splits SQL. A prefix, as in `e'\n'`, belongs to the text. */
const PATTERNS: Readonly<Record<QueryEngine, RegExp>> = {
  duckdb: patternOf(
    SPACE,
    // A comment without another comment inside; the parts of any other comment count as tokens.
    String.raw`\/\*(?:[^*\/]|\*(?!\/)|\/(?!\*))*(?:\*\/|$)`,
    DOLLAR_TEXT,
    ESCAPED_TEXT,
    // Texts on consecutive lines are one text.
    String.raw`(?:[bnx]|u&)?${TEXT}(?:[^\S\n]*\n\s*${TEXT})*`,
    NAME,
    NUMBER,
    WORD,
    String.raw`\$[\p{L}\p{N}_]+`,
    String.raw`(?:${USUAL})*${RARE}(?:${USUAL}|${RARE})*|(?:${USUAL})*(?!\/\*)[*\/<>=]`,
    '::|:=',
  ),
  trino: patternOf(
    SPACE,
    COMMENT,
    `(?:x|u&)?${TEXT}`,
    NAME,
    NUMBER,
    WORD,
    // Operators of the built-in engine count, too: a query that is not translated for Trino yet may contain them.
    String.raw`->>|\/\/|\*\*|:=|\$[$\p{L}\p{N}_]+`,
    String.raw`<>|!=|<=|>=|\|\||->|=>|::|\{-|-\}`,
  ),
};

function patternOf(...tokens: readonly string[]): RegExp {
  return new RegExp([...tokens, String.raw`[\s\S]`].join('|'), 'giu');
}

/**
 * What formatting must keep: the tokens, then the comments. A comment may change its indentation, and its place among
 * the tokens.
 */
function tokensOf(sql: string, engine: QueryEngine): readonly string[] {
  const texts = Array.from(sql.matchAll(PATTERNS[engine]), ([text]) => text).filter((text) => text.trim() !== '');
  const tokens = texts.filter((text) => !isComment(text)).map(normalized);
  const comments = texts.filter(isComment).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  return [...tokens, ...comments];
}

function isComment(token: string): boolean {
  return token.startsWith('--') || token.startsWith('/*');
}

/** A word in lower case, because case does not change its meaning; any other token unchanged. */
function normalized(token: string): string {
  return /^[\p{L}\p{N}_]+$/u.test(token) ? token.toLowerCase() : token;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, index) => token === b[index]);
}
