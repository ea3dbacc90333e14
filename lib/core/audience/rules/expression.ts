/** The match logic of a Composite, with the indexes of its conditions. */
export type Expression =
  | { readonly type: 'condition'; readonly index: number }
  | { readonly type: 'and' | 'or'; readonly of: readonly Expression[] };

/** What is wrong with an expression. `column` counts from 1. */
export interface ExpressionProblem {
  readonly code: 'expression_malformed' | 'expression_condition_unknown' | 'expression_condition_unused';
  readonly column: number;
  /** The word at that column, or the name of the condition. */
  readonly name: string;
}

/** Names of conditions: rule sets have digits, rules have letters. An expression has only one kind. */
export const CONDITION_NAMES = { digit: '123456789', letter: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' } as const;
export type NamedBy = keyof typeof CONDITION_NAMES;

interface Word {
  readonly text: string;
  readonly at: number;
}

class Malformed extends Error {
  readonly problem: ExpressionProblem;

  constructor(code: ExpressionProblem['code'], { text, at }: Word) {
    super(code);
    this.problem = { code, column: at + 1, name: text };
  }
}

/** Parses such as `1 and (2 or 3)`: `and` before `or`, in lower case. Each of the `count` conditions has to occur. */
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
    if (error instanceof Malformed) return error.problem;
    throw error;
  }
}

/** Parsing recurses into parentheses; this length limits how deep they can nest. */
export const MAX_EXPRESSION_LENGTH = 500;

class Parser {
  readonly #words: readonly Word[];
  readonly #names: string;
  #next = 0;

  constructor(expr: string, names: string) {
    const words = Array.from(expr.matchAll(/[A-Za-z0-9_]+|\S/g), ({ 0: text, index: at }) => ({ text, at }));
    this.#words = [...words, { text: '', at: expr.length }];
    this.#names = names;
  }

  parse(): Expression {
    const expression = this.#operation('or');
    if (this.#word.text !== '') throw new Malformed('expression_malformed', this.#word);
    return expression;
  }

  get #word(): Word {
    return this.#words[this.#next] as Word;
  }

  #operation(type: 'and' | 'or'): Expression {
    const operand = () => (type === 'or' ? this.#operation('and') : this.#condition());
    const of = [operand()];
    while (this.#takes(type)) of.push(operand());
    const [only] = of;
    return only && of.length === 1 ? only : { type, of };
  }

  #condition(): Expression {
    const word = this.#word;
    if (this.#takes('(')) {
      const inner = this.#operation('or');
      if (!this.#takes(')')) throw new Malformed('expression_malformed', this.#word);
      return inner;
    }
    if (!/^[A-Z0-9]$/.test(word.text)) throw new Malformed('expression_malformed', word);
    const index = this.#names.indexOf(word.text);
    if (index === -1) throw new Malformed('expression_condition_unknown', word);
    this.#next += 1;
    return { type: 'condition', index };
  }

  #takes(text: string): boolean {
    const isNext = this.#word.text === text;
    if (isNext) this.#next += 1;
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
