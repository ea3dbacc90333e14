import { z } from 'zod';
import { wholeNumberWithin } from '../../text/whole-number.ts';
import { CONDITION_NAMES, MAX_EXPRESSION_LENGTH, type NamedBy, parseExpression } from './expression.ts';
import { atMost, OPERANDS, operandProblem, ruleDuration, ruleText } from './operands.ts';
import { OPERATOR_IDS, OPERATORS, type Operator } from './operators.ts';

/**
 * Segment rules in TD's JSON: the rule of a segment consists of rule sets, and a rule set of rules. There are no other
 * levels.
 */

const MAX_CONDITIONS = 100;
export const MAX_DISTINCT_COLUMNS = 10;
export const MAX_ORDER_COLUMNS = 10;
const MATCH_TYPES = ['And', 'Or', 'Composite'] as const;

/**
 * Chooses the schema of each object by its members. Unlike a union, it reports problems at the member that has them.
 */
function dispatch<Schema extends z.ZodType>(schemaFor: (object: object) => Schema) {
  return z.looseObject({}).transform((object, context): z.output<Schema> => {
    const parsed = schemaFor(object).safeParse(object);
    if (parsed.success) return parsed.data;
    context.issues.push(...parsed.error.issues.map((issue) => ({ ...issue, input: object }) as z.core.$ZodRawIssue));
    return z.NEVER;
  });
}

/** An object of a type that TD has and this product refuses. */
function unsupported<const Types extends readonly string[]>(types: Types, code = 'segment_part_unsupported') {
  return z.looseObject({ type: z.enum(types) }).transform(({ type }, context) => {
    context.addIssue({ code: 'custom', message: code, params: { name: type }, path: ['type'] });
    return z.NEVER;
  });
}

const name = ruleText.min(1, 'input_required');

export const operatorSchema: z.ZodType<Operator> = z.discriminatedUnion(
  'type',
  OPERATOR_IDS.map((id) => {
    const { operand } = OPERATORS[id];
    return z
      .strictObject({ type: z.literal(id), not: z.boolean().default(false), ...OPERANDS[operand] })
      .superRefine((operator, context) => {
        const message = operandProblem(operand, operator);
        if (message !== undefined) context.addIssue({ code: 'custom', message });
      });
  }) as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>],
  { error: 'segment_operator_unknown' },
) as unknown as z.ZodType<Operator>;

const MAX_MATCH_COUNT = 1_000_000;
const matchCount = wholeNumberWithin(0, MAX_MATCH_COUNT);

/** How many values of an array have to match. `null` means the same as `any`. */
const arrayMatching = z
  .union([
    z.enum(['any', 'all']),
    z.strictObject({ atLeast: matchCount }),
    z.strictObject({ atMost: matchCount }),
    z.strictObject({ exactly: matchCount }),
  ])
  .nullable()
  .default(null);
export type ArrayMatching = z.output<typeof arrayMatching>;

const columnCondition = z.strictObject({
  type: z.literal('Column'),
  column: name,
  operator: operatorSchema,
  arrayMatching,
});
export type ColumnCondition = z.output<typeof columnCondition>;

/** Conditions on the columns of a behavior. */
export interface Filter {
  type: 'And' | 'Or';
  conditions: (Filter | ColumnCondition)[];
}

const MAX_FILTER_DEPTH = 3;

function filterSchema(depth: number): z.ZodType<Filter> {
  const group: z.ZodType<Filter> =
    depth < MAX_FILTER_DEPTH ? filterSchema(depth + 1) : unsupported(['And', 'Or'], 'segment_filter_too_deep');
  const condition = dispatch(
    (part): z.ZodType<Filter | ColumnCondition> => ('type' in part && part.type === 'Column' ? columnCondition : group),
  );
  // Only the filter as a whole may be empty.
  const min = depth === 1 ? 0 : 1;
  return z.strictObject({
    type: z.enum(['And', 'Or'], 'segment_condition_unknown'),
    conditions: z.array(condition).min(min, 'segment_rule_set_empty').superRefine(atMost(MAX_CONDITIONS)),
  });
}

const noFilter = z.strictObject({}).transform(() => null);
const rootFilter = filterSchema(1);
const filter = dispatch(
  (object): z.ZodType<Filter | null> => (Object.keys(object).length === 0 ? noFilter : rootFilter),
)
  .nullable()
  .default(null);

/** Empty in all rules that TD's editor creates; it has no meaning here. */
const groupingColumns = z
  .array(z.string())
  .superRefine(({ length }, context) => {
    if (length > 0)
      context.addIssue({ code: 'custom', message: 'segment_part_unsupported', params: { name: 'groupingColumns' } });
  })
  .optional();

const aggregation = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('Count'), groupingColumns }),
    z.strictObject({ type: z.enum(['Sum', 'Min', 'Max', 'Average']), column: name, groupingColumns }),
    z.strictObject({
      type: z.literal('CountDistinct'),
      columns: z.array(name).min(1, 'input_required').superRefine(atMost(MAX_DISTINCT_COLUMNS)),
    }),
    z.strictObject({ type: z.enum(['First', 'Last']), column: name, orderColumn: name, groupingColumns }),
  ],
  { error: 'segment_aggregation_unknown' },
);
export type Aggregation = z.output<typeof aggregation>;

const window = z.strictObject({ type: z.literal('TimeSliding'), duration: ruleDuration });

const attribute = z.strictObject({ name });
const behavior = z.strictObject({ source: attribute, aggregation, filter, window: window.optional() });
export type BehaviorValue = z.output<typeof behavior>;

const customerGroup = z.looseObject({}).transform((_, context) => {
  context.addIssue({ code: 'custom', message: 'segment_part_unsupported', params: { name: 'customerGroup' } });
  return z.NEVER;
});

const leftValue = dispatch((object): z.ZodType<z.output<typeof attribute> | BehaviorValue> => {
  if ('customerGroup' in object) return customerGroup;
  return 'source' in object || 'aggregation' in object ? behavior : attribute;
});

const order = z.enum(['ascending', 'descending']);
const orderColumn = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Column'), column: name, order }),
  z.strictObject({ type: z.literal('Aggregation'), order }),
]);

const MAX_LIMIT = 1_000_000_000;
const orderColumns = z.array(orderColumn).superRefine(atMost(MAX_ORDER_COLUMNS)).default([]);
const percent = z.number().refine((number) => number > 0 && number <= 100, 'percent_out_of_range');

/** The first customers in an order, as a number or a percentage. */
const limit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Count'), number: wholeNumberWithin(0, MAX_LIMIT), orderColumns }),
  z.strictObject({ type: z.literal('Percent'), number: percent, orderColumns }),
]);
export type RuleLimit = z.output<typeof limit>;

const value = z.strictObject({
  type: z.literal('Value'),
  leftValue,
  operator: operatorSchema,
  arrayMatching,
  exclude: z.boolean().default(false),
  limit: limit.optional(),
});
export type ValueRule = z.output<typeof value>;

const reference = z.strictObject({ type: z.literal('Reference'), id: name, exclude: z.boolean().default(false) });

const REFUSED_REFERENCES = [
  'FunnelStageReference',
  'AbTestVariantReference',
  'PredictiveScoreReference',
  'MlAttributeReference',
] as const;

const rule = z.discriminatedUnion(
  'type',
  [value, reference, unsupported(REFUSED_REFERENCES), unsupported(MATCH_TYPES, 'segment_rule_too_deep')],
  { error: 'segment_condition_unknown' },
);
/** One rule of a rule set: an item of the `conditions` of the rule set. */
export type Rule = z.output<typeof rule>;

interface MatchLogic {
  readonly type: (typeof MATCH_TYPES)[number];
  readonly expr?: string | undefined;
  readonly conditions: readonly unknown[];
}

/** Checks the expression of a Composite; And and Or ignore the expression. */
function checkExpression(namedBy: NamedBy) {
  return ({ type, expr, conditions }: MatchLogic, context: z.RefinementCtx) => {
    if (type !== 'Composite') return;
    const report = (message: string, params: Readonly<Record<string, string | number>>) =>
      context.addIssue({ code: 'custom', message, params, path: ['expr'] });
    const max = CONDITION_NAMES[namedBy].length;
    if (conditions.length > max) {
      report('expression_too_many', { max });
      return;
    }
    const parsed = parseExpression(expr ?? '', namedBy, conditions.length);
    if ('code' in parsed) report(parsed.code, { column: parsed.column, name: parsed.name });
  };
}

const matchMembers = {
  type: z.enum(MATCH_TYPES, 'segment_rule_set_expected'),
  expr: z.string().max(MAX_EXPRESSION_LENGTH, 'expression_too_long').optional(),
};

const ruleSet = z
  .strictObject({
    ...matchMembers,
    description: ruleText.optional(),
    conditions: z.array(rule).min(1, 'segment_rule_set_empty').superRefine(atMost(MAX_CONDITIONS)),
  })
  .superRefine(checkExpression('letter'));
export type RuleSet = z.output<typeof ruleSet>;

/** The rule of a segment. A rule without rule sets, such as `{}`, chooses all customers. */
export const segmentRule = z
  .strictObject({
    ...matchMembers,
    type: matchMembers.type.default('And'),
    conditions: z.array(ruleSet).superRefine(atMost(MAX_CONDITIONS)).default([]),
    limit: limit.optional(),
  })
  .superRefine(checkExpression('digit'));
export type SegmentRule = z.output<typeof segmentRule>;
