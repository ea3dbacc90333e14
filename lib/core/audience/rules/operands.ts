import { z } from 'zod';
import { malformedAt } from '../../text/regexp-syntax.ts';
import { wholeNumberWithin } from '../../text/whole-number.ts';
import { UNITS } from './calendar.ts';
import { fitsInQuery } from './literals.ts';

/** Maximum length of a text in a rule. */
const MAX_TEXT = 10_000;
/** Maximum number of values of an operator. */
const MAX_VALUES = 1000;
/** Maximum number of units in a duration. */
const MAX_UNITS = 100_000;

export const ruleText = z.string().max(MAX_TEXT, 'segment_text_too_long').refine(fitsInQuery, 'input_malformed');

/** Refuses a list with more than `max` items. */
export function atMost(max: number) {
  return ({ length }: readonly unknown[], context: z.RefinementCtx) => {
    if (length > max) context.addIssue({ code: 'custom', message: 'segment_list_too_long', params: { max } });
  };
}

function checkPattern(pattern: string, context: z.RefinementCtx) {
  const position = malformedAt(pattern);
  if (position !== undefined)
    context.addIssue({ code: 'custom', message: 'segment_pattern_malformed', params: { position } });
}

const unit = z.enum(UNITS);
const count = wholeNumberWithin(0, MAX_UNITS);

/** A number of units, also as text, because TD's clients send text. */
const countOrText = z
  .union([z.number(), z.string()])
  .transform((value) => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value))
  .pipe(wholeNumberWithin(1, MAX_UNITS));

export const ruleDuration = z
  .strictObject(
    Object.fromEntries(UNITS.map((name) => [name, count.optional()])) as Record<
      (typeof UNITS)[number],
      z.ZodOptional<typeof count>
    >,
  )
  .refine((duration) => Object.values(duration).some((units) => units !== undefined), 'segment_duration_empty');

const distance = z.union([count, ruleDuration]);

/** A point in time, or a calendar unit before the current one. */
const moment = z
  .strictObject({ timestamp: ruleText.optional(), last: distance.optional(), unit: unit.optional() })
  .refine(({ timestamp, last, unit }) => {
    const isRelative = last !== undefined && unit !== undefined;
    return isRelative ? timestamp === undefined : timestamp !== undefined;
  }, 'segment_moment_incomplete');

const scalar = z.union([ruleText, z.number()]);
const comparand = z.union([ruleText, z.number(), z.boolean(), moment]);
export type Comparand = z.output<typeof comparand>;

/** The right value of an operator that needs none. TD's clients send one, and it has no meaning. */
const ignored = z.union([z.string(), z.number(), z.literal(true)]).optional();

/** An operator's members other than `type` and `not`, by the kind of operand. An editor has one input for each kind. */
export const OPERANDS = {
  none: { rightValue: ignored },
  value: { rightValue: comparand },
  values: { rightValues: z.array(scalar).min(1, 'input_required').superRefine(atMost(MAX_VALUES)) },
  texts: { rightValues: z.array(ruleText).min(1, 'input_required').superRefine(atMost(MAX_VALUES)) },
  pattern: { rightValue: ruleText.superRefine(checkPattern) },
  range: { minValue: comparand.optional(), maxValue: comparand.optional(), rightValue: ignored },
  /** A number of units. */
  span: { value: countOrText, unit },
  /** One calendar unit. */
  unit: { from: z.strictObject({ unit }) },
  /**
   * A span that begins `last` units before the current one, or ends there if `reverse`. Without `duration` and `last`:
   * the calendar unit before the current one.
   */
  window: {
    from: z.strictObject({ last: distance.optional(), unit }),
    duration: ruleDuration.optional(),
    reverse: z.boolean().default(false),
  },
  /** From one calendar unit to another, both included. */
  units: { from: z.strictObject({ next: distance, unit }), to: z.strictObject({ next: distance, unit }) },
} as const;

export type OperandKind = keyof typeof OPERANDS;
export type Operand<Kind extends OperandKind> = Kind extends OperandKind
  ? z.output<z.ZodObject<(typeof OPERANDS)[Kind]>>
  : never;

/** The error code for an operand whose members do not fit together; undefined if they do. */
export function operandProblem(kind: OperandKind, operand: object): string | undefined {
  if (kind === 'range' && isAbsent(operand, 'minValue') && isAbsent(operand, 'maxValue')) return 'segment_range_empty';
  if (kind !== 'window' || !('from' in operand)) return undefined;
  const { last } = operand.from as Operand<'window'>['from'];
  // A window has both `duration` and `last`, or neither.
  return isAbsent(operand, 'duration') === (last === undefined) ? undefined : 'segment_time_range_incomplete';
}

function isAbsent(operand: object, member: string): boolean {
  return (operand as Readonly<Record<string, unknown>>)[member] === undefined;
}
