/**
 * The match logic of a segment rule or rule set of type `Composite`, with the indexes of its conditions. As in TD's
 * JSON, the conditions of a segment rule are its rule sets, and those of a rule set are its rules.
 */
export type Expression =
  | { readonly type: 'condition'; readonly index: number }
  /** `of`: the operands. */
  | { readonly type: 'and' | 'or'; readonly of: readonly Expression[] };

/** What is wrong with an expression. `column` counts from 1. */
export interface ExpressionProblem {
  readonly code: 'expression_malformed' | 'expression_condition_unknown' | 'expression_condition_unused';
  readonly column: number;
  /** The token at that column, or the name of the unused condition. */
  readonly name: string;
}

/** Names of conditions: digits name rule sets, letters name rules. An expression has only one kind. */
export const CONDITION_NAMES = { digit: '123456789', letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' } as const;
export type NamedBy = keyof typeof CONDITION_NAMES;

interface Token {
  readonly text: string;
  readonly at: number;
}

class ParseError extends Error {
  readonly problem: ExpressionProblem;

  constructor(code: ExpressionProblem['code'], { text, at }: Token) {
    super(code);
    this.problem = { code, column: at + 1, name: text };
  }
}

/**
 * Parses an expression such as `1 and (2 or 3)`. Operators are in lower case, and `and` binds more tightly than `or`.
 * Each of the `count` conditions has to occur.
 */
export function parseExpression(expr: string, namedBy: NamedBy, count: number): Expression | ExpressionProblem {
  try {
    const expression = new Parser(expr, CONDITION_NAMES[namedBy].slice(0, count)).parse();
    const unused = unusedIndex(expression, count);
    if (unused === undefined) return expression;
    return {
      code: 'expression_condition_unused',
      column: expr.length + 1,
      name: CONDITION_NAMES[namedBy].charAt(unused),
    };
  } catch (error) {
    if (error instanceof ParseError) return error.problem;
    throw error;
  }
}

/** Maximum number of characters. It also limits the depth of parentheses, into which the parser recurses. */
export const MAX_EXPRESSION_LENGTH = 500;

class Parser {
  readonly #tokens: readonly Token[];
  readonly #names: string;
  #position = 0;

  constructor(expr: string, names: string) {
    const tokens = Array.from(expr.matchAll(/[A-Za-z0-9_]+|\S/g), ({ 0: text, index: at }) => ({ text, at }));
    this.#tokens = [...tokens, { text: '', at: expr.length }];
    this.#names = names;
  }

  parse(): Expression {
    const expression = this.#operation('or');
    if (this.#token.text !== '') throw new ParseError('expression_malformed', this.#token);
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#position] as Token;
  }

  #operation(type: 'and' | 'or'): Expression {
    const parseOperand = () => (type === 'or' ? this.#operation('and') : this.#conditionOrGroup());
    const first = parseOperand();
    const operands = [first];
    while (this.#consume(type)) operands.push(parseOperand());
    return operands.length === 1 ? first : { type, of: operands };
  }

  #conditionOrGroup(): Expression {
    const token = this.#token;
    if (this.#consume('(')) {
      const inner = this.#operation('or');
      if (!this.#consume(')')) throw new ParseError('expression_malformed', this.#token);
      return inner;
    }
    if (!/^[A-Z0-9]$/.test(token.text)) throw new ParseError('expression_malformed', token);
    const index = this.#names.indexOf(token.text);
    if (index === -1) throw new ParseError('expression_condition_unknown', token);
    this.#position += 1;
    return { type: 'condition', index };
  }

  #consume(text: string): boolean {
    const isNext = this.#token.text === text;
    if (isNext) this.#position += 1;
    return isNext;
  }
}

function unusedIndex(expression: Expression, count: number): number | undefined {
  const used = new Set(indexesOf(expression));
  return Array.from({ length: count }, (_, index) => index).find((index) => !used.has(index));
}

function indexesOf(expression: Expression): readonly number[] {
  return expression.type === 'condition' ? [expression.index] : expression.of.flatMap(indexesOf);
}
