import { expect, test } from 'vitest';
import { type Expression, type ExpressionProblem, parseExpression } from './expression.ts';

/** The expression with all parentheses, or its problem. */
function shown(parsed: Expression | ExpressionProblem): string {
  if ('code' in parsed) return `${parsed.code} ${parsed.name}@${parsed.column}`;
  return parsed.type === 'condition' ? String(parsed.index) : `(${parsed.of.map(shown).join(` ${parsed.type} `)})`;
}

test.each([
  ['1', 1, '0'],
  ['1 and 2', 2, '(0 and 1)'],
  ['1 or 2 and 3', 3, '(0 or (1 and 2))'],
  ['(1 or 2) and 3', 3, '((0 or 1) and 2)'],
  ['1 and(2 or(3))', 3, '(0 and (1 or 2))'],
  ['((1))', 1, '0'],
  [' 2 and 1\nand 1 ', 2, '(1 and 0 and 0)'],
  ['', 0, 'expression_malformed @1'],
  ['1 AND 2', 2, 'expression_malformed AND@3'],
  ['1 2', 2, 'expression_malformed 2@3'],
  ['12', 9, 'expression_malformed 12@1'],
  ['1 and', 1, 'expression_malformed @6'],
  ['(1 or 2', 2, 'expression_malformed @8'],
  ['1)', 1, 'expression_malformed )@2'],
  ['not 1', 1, 'expression_malformed not@1'],
  ['1 and 3', 2, 'expression_condition_unknown 3@7'],
  ['1 and A', 2, 'expression_condition_unknown A@7'],
  ['0', 1, 'expression_condition_unknown 0@1'],
  ['1 and 3', 3, 'expression_condition_unused 2@8'],
])('reads %j for %i rule sets as %s', (expr, count, expected) => {
  expect(shown(parseExpression(expr, 'digit', count))).toBe(expected);
});

test('letters name the rules of a rule set', () => {
  expect(shown(parseExpression('A and (B or Z)', 'letter', 26))).toBe('expression_condition_unused C@15');
  expect(shown(parseExpression('B or A', 'letter', 2))).toBe('(1 or 0)');
  expect(shown(parseExpression('A or 2', 'letter', 2))).toBe('expression_condition_unknown 2@6');
  expect(shown(parseExpression('a', 'letter', 1))).toBe('expression_malformed a@1');
});
