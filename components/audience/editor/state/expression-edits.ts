import {
  CONDITION_NAMES,
  type Expression,
  type NamedBy,
  parseExpression,
} from '#lib/core/audience/rules/expression.ts';
import type { Match } from './rule-draft.ts';

/** What has match logic: a segment rule with its rule sets, or a rule set with its rules. */
export interface MatchLogic {
  readonly type: Match;
  readonly expr: string | undefined;
}

/** Switches the match logic. The initial expression means the same as the former All or Any. */
export function withMatch<Part extends MatchLogic>(part: Part, type: Match, namedBy: NamedBy, count: number): Part {
  const isMissing = part.expr === undefined || part.expr.trim() === '';
  if (type !== 'Composite' || !isMissing) return { ...part, type };
  const names = Array.from(CONDITION_NAMES[namedBy].slice(0, count));
  return { ...part, type, expr: names.join(part.type === 'Or' ? ' or ' : ' and ') };
}

/**
 * The expression after the parts that it names were reordered. `order` has the former index of each part, undefined for
 * a new one. New parts are added with `and`, removed parts are dropped. An invalid expression stays as it is. While All
 * or Any is selected, the unused expression is updated as well, because Advanced may be selected again.
 */
export function withOrder<Part extends MatchLogic>(
  part: Part,
  namedBy: NamedBy,
  countBefore: number,
  order: readonly (number | undefined)[],
): Part {
  const parsed = parseExpression(part.expr ?? '', namedBy, countBefore);
  if ('code' in parsed) return part;
  const kept = withIndexes(parsed, (index) => order.indexOf(index));
  const added = order.flatMap((former, index): Expression[] =>
    former === undefined ? [{ type: 'condition', index }] : [],
  );
  const parts = [...(kept ? [kept] : []), ...added];
  const [only] = parts;
  const expression: Expression | undefined = parts.length > 1 ? { type: 'and', of: parts } : only;
  return { ...part, expr: expression ? formatExpression(expression, namedBy) : '' };
}

/** The expression with parts at their new indexes; removed parts, at -1, are left out. */
function withIndexes(expression: Expression, indexOf: (index: number) => number): Expression | undefined {
  if (expression.type === 'condition') {
    const index = indexOf(expression.index);
    return index === -1 ? undefined : { type: 'condition', index };
  }
  const of = expression.of.flatMap((part) => withIndexes(part, indexOf) ?? []);
  return of.length > 1 ? { type: expression.type, of } : of[0];
}

function formatExpression(expression: Expression, namedBy: NamedBy): string {
  if (expression.type === 'condition') return CONDITION_NAMES[namedBy].charAt(expression.index);
  const { type, of } = expression;
  return of
    .map((part) => {
      const text = formatExpression(part, namedBy);
      return part.type === 'condition' || part.type === type ? text : `(${text})`;
    })
    .join(` ${type} `);
}
