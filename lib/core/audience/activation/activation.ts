import { z } from 'zod';
import { nameInput } from '../../text/name.ts';
import { fitsInQuery } from '../rules/literals.ts';
import { parameterNumbers } from './string-parameters.ts';
import { unknownPatternPart } from './time-pattern.ts';

/** Activations in TD's JSON ("syndication"): which data of a segment's customers is sent. */

const MAX_TEXT = 1000;
const MAX_COLUMNS = 500;
export const MAX_BEHAVIORS = 4;
const MAX_PARAMETERS = 100;
const MAX_ROWS = 100;

const columnName = z.string({ error: 'column_required' }).min(1, 'column_required').max(MAX_TEXT, 'input_too_long');
const outputName = z
  .string({ error: 'output_name_required' })
  .trim()
  .min(1, 'output_name_required')
  .max(MAX_TEXT, 'input_too_long')
  .refine(fitsInQuery, 'input_malformed');
/** Text in a built string. */
const builtText = z.string().max(MAX_TEXT, 'input_too_long').refine(fitsInQuery, 'input_malformed');

/** `unix`, `iso8601`, or a dayjs pattern. */
const timeFormat = z
  .string()
  .min(1)
  .max(100, 'input_too_long')
  .refine(fitsInQuery, 'input_malformed')
  .superRefine((format, context) => {
    const part = format === 'unix' || format === 'iso8601' ? undefined : unknownPatternPart(format);
    if (part !== undefined) context.addIssue({ code: 'custom', message: 'time_pattern_unknown', params: { part } });
  });

/** A column of the build, unchanged. */
const columnSource = z.strictObject({ column: columnName });

/** A value that a built string can contain. */
const parameter = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('String'), string: builtText }),
    z.strictObject({ type: z.literal('Timestamp'), format: timeFormat.default('unix') }),
    z.strictObject({ type: z.literal('SegmentId') }),
    z.strictObject({ type: z.literal('SegmentName') }),
    z.strictObject({ type: z.literal('AudienceId') }),
  ],
  { error: 'string_part_unknown' },
);
export type StringParameter = z.output<typeof parameter>;

/** A text that is the same in every row: `$1` is the first parameter, `$$` a dollar. */
const stringSource = z
  .strictObject({
    string: builtText,
    parameters: z.array(parameter).max(MAX_PARAMETERS, 'values_too_many').default([]),
  })
  .superRefine(({ string, parameters }, context) => {
    const used = parameterNumbers(string);
    const missing = used.find((number) => number < 1 || number > parameters.length);
    if (missing !== undefined)
      context.addIssue({
        code: 'custom',
        message: 'string_part_missing',
        params: { number: missing },
        path: ['string'],
      });
    const unused = parameters.findIndex((_, index) => !used.includes(index + 1));
    if (missing === undefined && unused >= 0)
      context.addIssue({
        code: 'custom',
        message: 'string_part_unused',
        params: { number: unused + 1 },
        path: ['string'],
      });
  });
export type StringSource = z.output<typeof stringSource>;

const outputColumn = z.strictObject({
  id: z.string().max(100).optional(),
  /** The name in the output. */
  column: outputName,
  source: z.union([columnSource, stringSource]),
});
export type OutputColumn = z.output<typeof outputColumn>;

const behaviorColumn = z.strictObject({ id: z.string().max(100).optional(), column: outputName, source: columnSource });

export const JOIN_STRATEGIES = ['All', 'First', 'Last', 'Top-N'] as const;
export type JoinStrategy = (typeof JOIN_STRATEGIES)[number];

/** Rows of a behavior in the output. */
const activationBehavior = z
  .strictObject({
    /** `behavior_` and the name of the behavior. */
    behaviorTableName: columnName,
    joinStrategy: z.enum(JOIN_STRATEGIES),
    /** The number of rows that Top-N chooses. */
    joinRow: z.int().min(1, 'behavior_rows_required').max(MAX_ROWS, 'behavior_rows_required').optional(),
    /** rows: each row of the behavior becomes a row. cols: each customer has one row, with numbered columns. */
    formatting: z.enum(['rows', 'cols']).default('rows'),
    orderBy: z
      .array(z.strictObject({ key: columnName, order: z.enum(['ascending', 'descending']).default('ascending') }))
      .max(10, 'behavior_orders_too_many')
      .default([]),
    columns: z.array(behaviorColumn).min(1, 'columns_required').max(MAX_COLUMNS, 'output_columns_too_many'),
  })
  .superRefine(({ joinStrategy, joinRow, formatting, orderBy }, context) => {
    const refuse = (message: string, member: string) => context.addIssue({ code: 'custom', message, path: [member] });
    if (joinStrategy === 'Top-N' && joinRow === undefined) refuse('behavior_rows_required', 'joinRow');
    if (joinStrategy !== 'All' && orderBy.length === 0) refuse('behavior_order_required', 'orderBy');
    if (joinStrategy === 'All' && formatting === 'cols') refuse('behavior_all_as_columns', 'formatting');
  });
export type ActivationBehavior = z.output<typeof activationBehavior>;

/** The rows of an activation: customers, or the rows of behaviors. */
export interface ActivationOutput {
  /** Whether all attributes are in the output under their names, in addition to the listed columns. */
  readonly allColumns: boolean;
  readonly columns: readonly OutputColumn[];
  readonly behaviors: readonly ActivationBehavior[];
}

/** The members of an activation's output, each with its default. */
export const activationOutputMembers = {
  allColumns: z.boolean().default(false),
  columns: z.array(outputColumn).max(MAX_COLUMNS, 'output_columns_too_many').default([]),
  behaviors: z.array(activationBehavior).max(MAX_BEHAVIORS, 'behaviors_too_many').default([]),
};

export const activationName = nameInput({ required: 'activation_name_required', tooLong: 'activation_name_too_long' });

export const activationOutput = z.object(activationOutputMembers).superRefine((output, context) => {
  const { allColumns, columns, behaviors } = output;
  if (!allColumns && columns.length === 0 && behaviors.length === 0)
    context.addIssue({ code: 'custom', message: 'columns_required', path: ['columns'] });
  // Rows of two behaviors are unrelated, so joining both would yield every combination of them.
  if (behaviors.filter(repeatsCustomers).length > 1)
    context.addIssue({ code: 'custom', message: 'behaviors_multiply', path: ['behaviors'] });
}) satisfies z.ZodType<ActivationOutput>;

/** Whether a strategy can choose several rows of one customer. */
function choosesSeveral(strategy: JoinStrategy): boolean {
  return strategy === 'All' || strategy === 'Top-N';
}

/** The most rows that a strategy other than All chooses for one customer. Only Top-N uses `joinRow`. */
export function maxRowsOf({ joinStrategy, joinRow = 1 }: Pick<ActivationBehavior, 'joinStrategy' | 'joinRow'>): number {
  return joinStrategy === 'Top-N' ? joinRow : 1;
}

/** Whether a behavior can give one customer several rows of the output. */
export function repeatsCustomers({ formatting, joinStrategy }: ActivationBehavior): boolean {
  return formatting === 'rows' && choosesSeveral(joinStrategy);
}
