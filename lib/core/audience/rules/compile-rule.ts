import { UserError } from '../../errors.ts';
import type { DataType } from '../data-type.ts';
import { aggregateOf, ROWS, typeOf } from './aggregation.ts';
import type { BehaviorColumns, BuildSchema, ColumnTypes } from './build-schema.ts';
import { isArray } from './build-schema.ts';
import { type ReferenceTime, rollingPast } from './calendar.ts';
import { CommonTables } from './common-tables.ts';
import { conditionSql, type SqlValue } from './condition.ts';
import { CUSTOMER, CustomerQuery } from './customer-query.ts';
import { type Expression, type NamedBy, parseExpression } from './expression.ts';
import { allOf, anyOf, negated, quoted } from './literals.ts';
import type { BehaviorValue, ColumnCondition, Filter, Rule, RuleLimit, SegmentRule, ValueRule } from './rule.ts';
import { placeOf, type RulePath } from './rule-path.ts';

export interface RuleContext {
  /** The database of the build, such as `cdp_audience_1`. */
  readonly database: string;
  readonly schema: BuildSchema;
  readonly time: ReferenceTime;
  /** A segment of the same parent segment, with its path for errors; undefined if there is none. */
  readonly segmentOf: (id: string) => { readonly rule: SegmentRule; readonly path: string } | undefined;
  /** The segment that the rule belongs to; undefined for a new segment. */
  readonly segment?: string | undefined;
}

/**
 * Parts of a Presto query for the customers of a segment. Columns of a customer are selected with the alias `c`:
 * `${with}SELECT c."email" FROM ${from} WHERE ${where}`. No customer occurs twice.
 */
export interface CompiledRule {
  /** The WITH clause and a line break; empty if there is no such clause. */
  readonly with: string;
  readonly from: string;
  readonly where: string;
  /** The whole query, for the ids of the customers. */
  readonly sql: string;
}

/**
 * Compiles a rule to SQL that means the same in Presto, Trino and the built-in engine. Throws UserErrors:
 * `segment_column_unknown`, `segment_behavior_unknown` and `segment_time_column_missing` for what the build lacks,
 * `segment_unknown` and `segment_circle` (a cycle) for references to segments, and others for an operator, value,
 * aggregation or order that does not fit.
 */
export function compileRule(rule: SegmentRule, context: RuleContext): CompiledRule {
  const tables = new CommonTables(context.database);
  const query = new CustomerQuery(tables);
  const segments = context.segment === undefined ? [] : [context.segment];
  const where = new RuleCompiler(tables, context).conditionOf(rule, query, { path: ROOT, segments });
  const parts = { with: tables.sql(), from: query.from(), where };
  return { ...parts, sql: `${parts.with}${query.select(where)}` };
}

/**
 * A query that returns one row: how many customers a rule chooses, then how many each of its rule sets matches on its
 * own. Throws as `compileRule` does.
 */
export function compileCounts(rule: SegmentRule, context: RuleContext): string {
  const tables = new CommonTables(context.database);
  const query = new CustomerQuery(tables);
  const compiler = new RuleCompiler(tables, context);
  const place = { path: ROOT, segments: context.segment === undefined ? [] : [context.segment] };
  const conditions = [compiler.conditionOf(rule, query, place), ...compiler.ruleSetConditions(rule, query, place)];
  const counts = conditions.map((condition) => `count(*) FILTER (WHERE ${condition})`);
  return `${tables.sql()}SELECT ${counts.join(', ')}\nFROM ${query.from()}`;
}

/** The path of a rule in its segment, and in requests that contain a rule. */
const ROOT: RulePath = ['rule'];

/** Where a part of a rule is: its path, and the segments whose rules led there, each referring to the next. */
interface Place {
  readonly path: RulePath;
  readonly segments: readonly string[];
}

class RuleCompiler {
  readonly #tables: CommonTables;
  readonly #context: RuleContext;
  /** By segment id, the common table of each segment that was referred to. */
  readonly #segmentTables = new Map<string, string>();

  constructor(tables: CommonTables, context: RuleContext) {
    this.#tables = tables;
    this.#context = context;
  }

  /** The condition of a rule in a query. */
  conditionOf(rule: SegmentRule, query: CustomerQuery, place: Place): string {
    const { limit } = rule;
    if (limit === undefined) return combine(rule, 'digit', this.ruleSetConditions(rule, query, place));
    const limited = new CustomerQuery(this.#tables);
    const where = combine(rule, 'digit', this.ruleSetConditions(rule, limited, place));
    return this.#isAmongFirst(query, limited, where, { limit, path: place.path });
  }

  /** The condition of each rule set in a query. */
  ruleSetConditions({ conditions }: SegmentRule, query: CustomerQuery, place: Place): readonly string[] {
    return conditions.map((ruleSet, setIndex) => {
      const setPlace = within(place, 'conditions', setIndex);
      const rules = ruleSet.conditions.map((rule, index) =>
        this.#condition(rule, query, within(setPlace, 'conditions', index)),
      );
      return combine(ruleSet, 'letter', rules);
    });
  }

  #condition(rule: Rule, query: CustomerQuery, place: Place): string {
    const condition =
      rule.type === 'Value'
        ? this.#value(rule, query, place.path)
        : query.isIn(this.#segmentTable(rule.id, { ...place, path: [...place.path, 'id'] }));
    return rule.exclude ? negated(condition) : condition;
  }

  #value(rule: ValueRule, query: CustomerQuery, path: RulePath): string {
    const { limit } = rule;
    const ruleQuery = limit === undefined ? query : new CustomerQuery(this.#tables);
    const left = this.#leftValue(rule.leftValue, ruleQuery, [...path, 'leftValue']);
    const where = conditionSql(left, rule, { time: this.#context.time, path });
    if (limit === undefined) return where;
    const aggregation = 'source' in rule.leftValue ? left : undefined;
    return this.#isAmongFirst(query, ruleQuery, where, { limit, path, aggregation });
  }

  #leftValue(value: ValueRule['leftValue'], query: CustomerQuery, path: RulePath): SqlValue {
    if ('source' in value) return this.#behaviorValue(value, query, path);
    return columnOf(CUSTOMER, this.#context.schema.customers, value.name, [...path, 'name']);
  }

  #behaviorValue(value: BehaviorValue, query: CustomerQuery, path: RulePath): SqlValue {
    const { name } = value.source;
    const behavior = this.#context.schema.behaviors.get(name);
    if (!behavior) throw new UserError('segment_behavior_unknown', { name }, placeOf([...path, 'source', 'name']));
    const aggregate = aggregateOf(value.aggregation, behavior.columns, [...path, 'aggregation']);
    const conditions = [
      ...this.#window(value, behavior, [...path, 'window']),
      ...(value.filter ? this.#filter(value.filter, behavior.columns, [...path, 'filter']) : []),
    ];
    const { table, column } = this.#tables.addAggregate(name, conditions, aggregate);
    query.join(table);
    const sql = aggregate.isCount ? `COALESCE(${column}, 0)` : column;
    return { sql, type: aggregate.type, name };
  }

  #window({ window, source }: BehaviorValue, { timeColumn }: BehaviorColumns, path: RulePath): readonly string[] {
    if (!window) return [];
    if (timeColumn === null) throw new UserError('segment_time_column_missing', { name: source.name }, placeOf(path));
    const { from, until } = rollingPast(this.#context.time, window.duration);
    const column = `${ROWS}.${quoted(timeColumn)}`;
    return [`${column} >= ${from}`, `${column} < ${until}`];
  }

  /** The conditions of a filter joined into one; none for an empty filter. Nested filters are never empty. */
  #filter(filter: Filter, columns: ColumnTypes, path: RulePath): readonly string[] {
    const conditions = filter.conditions.map((condition, index) => {
      const conditionPath = [...path, 'conditions', index];
      return condition.type === 'Column'
        ? this.#columnCondition(condition, columns, conditionPath)
        : this.#filter(condition, columns, conditionPath).join('');
    });
    if (conditions.length === 0) return [];
    return [filter.type === 'And' ? allOf(conditions) : anyOf(conditions)];
  }

  #columnCondition(condition: ColumnCondition, columns: ColumnTypes, path: RulePath): string {
    const left = columnOf(ROWS, columns, condition.column, [...path, 'column']);
    return conditionSql(left, condition, { time: this.#context.time, path });
  }

  /** The common table of a segment's customers. */
  #segmentTable(id: string, { path, segments }: Place): string {
    if (segments.includes(id))
      throw new UserError('segment_circle', { path: this.#cycle(id, segments) }, placeOf(path));
    const existing = this.#segmentTables.get(id);
    if (existing !== undefined) return existing;
    const segment = this.#context.segmentOf(id);
    if (!segment) throw new UserError('segment_unknown', { id }, placeOf(path));
    const query = new CustomerQuery(this.#tables);
    const place = { path: ROOT, segments: [...segments, id] };
    const where = withErrorsAt(path, () => this.conditionOf(segment.rule, query, place));
    const name = this.#tables.addCustomers(query.select(where));
    this.#segmentTables.set(id, name);
    return name;
  }

  /** The paths of segments that refer to each other in a cycle, from this segment back to itself. */
  #cycle(id: string, segments: readonly string[]): string {
    const cycle = [...segments.slice(segments.indexOf(id)), id];
    return cycle.map((segment) => this.#context.segmentOf(segment)?.path ?? segment).join(' → ');
  }

  /** The condition that a customer is among the first customers of the query `limited`. */
  #isAmongFirst(
    query: CustomerQuery,
    limited: CustomerQuery,
    where: string,
    { limit, path, aggregation }: { limit: RuleLimit; path: RulePath; aggregation?: SqlValue | undefined },
  ): string {
    const orders = limit.orderColumns.map((order, index) => {
      const orderPath = [...path, 'limit', 'orderColumns', index];
      const value =
        order.type === 'Aggregation'
          ? aggregation
          : columnOf(CUSTOMER, this.#context.schema.customers, order.column, [...orderPath, 'column']);
      if (!value || isArray(value.type)) throw new UserError('segment_limit_order', {}, placeOf(orderPath));
      return `${value.sql} ${order.order === 'ascending' ? 'ASC' : 'DESC'} NULLS LAST`;
    });
    return query.isIn(this.#tables.addCustomers(limited.selectFirst(where, orders, limit)));
  }
}

function columnOf(alias: string, columns: ColumnTypes, name: string, path: RulePath): SqlValue {
  const type: DataType = typeOf(columns, name, path);
  return { sql: `${alias}.${quoted(name)}`, type, name };
}

/** Errors in the rule of another segment are shown at the reference to it. */
function withErrorsAt<T>(path: RulePath, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof UserError)
      throw new UserError(error.code, error.textParams, { ...placeOf(path), cause: error });
    throw error;
  }
}

function within(place: Place, member: string, index: number): Place {
  return { ...place, path: [...place.path, member, index] };
}

/** Combines conditions by the match logic of a rule or rule set, whose expression names them by digits or letters. */
function combine(
  { type, expr = '' }: Pick<SegmentRule, 'type' | 'expr'>,
  namedBy: NamedBy,
  conditions: readonly string[],
): string {
  if (type === 'And') return allOf(conditions);
  if (type === 'Or') return anyOf(conditions);
  const parsed = parseExpression(expr, namedBy, conditions.length);
  if ('code' in parsed) throw new UserError(parsed.code, { column: parsed.column, name: parsed.name });
  return expressionSql(parsed, conditions);
}

function expressionSql(expression: Expression, conditions: readonly string[]): string {
  if (expression.type === 'condition') return conditions[expression.index] ?? 'true';
  const parts = expression.of.map((operand) => expressionSql(operand, conditions));
  return expression.type === 'and' ? allOf(parts) : anyOf(parts);
}
