import { UserError } from '../../errors.ts';
import type { DataType } from '../data-type.ts';
import { isArray, scalarType } from './build-schema.ts';
import type { ReferenceTime } from './calendar.ts';
import { negated } from './literals.ts';
import { OPERATORS, type Operator, operatorSql } from './operators.ts';
import type { ArrayMatching } from './rule.ts';
import { placeOf, type RulePath } from './rule-path.ts';
import { subjectOf } from './subject.ts';

/** SQL of a column, or of an aggregated value. */
export interface SqlValue {
  readonly sql: string;
  readonly type: DataType;
  /** The name in the rule, for errors. */
  readonly name: string;
}

interface Condition {
  readonly operator: Operator;
  readonly arrayMatching: ArrayMatching;
}

/** The name of a value of an array in the lambda that tests it. */
const ITEM = 'item';

/**
 * SQL of a condition. Without `not`, it is false or NULL for a missing value, except for `IsNull`. `not` negates the
 * condition as a whole, also for an array: it becomes true where it would be false or NULL. Throws UserErrors
 * `segment_operator_type`, `segment_value_type` and `segment_not_an_array`.
 */
export function conditionSql(
  { sql, type, name }: SqlValue,
  { operator, arrayMatching }: Condition,
  { time, path }: { readonly time: ReferenceTime; readonly path: RulePath },
): string {
  const types: readonly DataType[] = OPERATORS[operator.type].types;
  if (!types.includes(type))
    throw new UserError(
      'segment_operator_type',
      { operator: operator.type, name, type },
      placeOf([...path, 'operator']),
    );
  if (!isArray(type) && arrayMatching !== null && typeof arrayMatching === 'object')
    throw new UserError('segment_not_an_array', { name }, placeOf([...path, 'arrayMatching']));
  const testsItems = isArray(type) && operator.type !== 'IsNull';
  const common = { type: scalarType(type), name, time, path: [...path, 'operator'] };
  const test = operatorSql(subjectOf({ ...common, sql: testsItems ? ITEM : sql }), operator);
  const condition = testsItems ? matching(sql, test, arrayMatching) : test;
  return operator.not ? negated(condition) : condition;
}

/** SQL that tests how many values of an array match. For an empty array, `all` is true. */
function matching(array: string, test: string, arrayMatching: ArrayMatching): string {
  const lambda = `${ITEM} -> ${test}`;
  if (arrayMatching === null || arrayMatching === 'any') return `any_match(${array}, ${lambda})`;
  if (arrayMatching === 'all') return `all_match(${array}, ${lambda})`;
  const matches = `cardinality(filter(${array}, ${lambda}))`;
  if ('atLeast' in arrayMatching) return `${matches} >= ${arrayMatching.atLeast}`;
  if ('atMost' in arrayMatching) return `${matches} <= ${arrayMatching.atMost}`;
  return `${matches} = ${arrayMatching.exactly}`;
}
