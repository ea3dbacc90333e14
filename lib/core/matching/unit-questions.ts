import { UNITS, type Unit } from '../record/field-target.ts';
import type { Plan, PlannedColumn } from '../record/plan.ts';
import type { FileProfile, UnitHints } from './column-profile.ts';
import { countryOfRecords } from './place-hint.ts';

/**
 * Why an answer is suggested, or why none is. data: the values allow no other answer. groups: all numbers have
 * three digits after their only separator. mixed: the values contradict each other. none: the values do not decide.
 */
type UnitReason = 'data' | 'groups' | 'mixed' | 'none';

/** A question about all columns of a file that lack a unit. */
export interface UnitQuestion {
  readonly unit: Unit;
  readonly columns: readonly string[];
  /** How many values the question is about, among the first records. */
  readonly values: number;
  /** The answer in the mapping. */
  readonly answer: string | undefined;
  readonly suggestion: string | undefined;
  readonly reason: UnitReason;
  readonly example: string | undefined;
}

/** The questions that the values of a file raise, and those that the mapping answers. */
export function unitQuestions(plan: Plan, profile: FileProfile): readonly UnitQuestion[] {
  return UNITS.flatMap((unit) => questionAbout(unit, plan, profile) ?? []);
}

function questionAbout(unit: Unit, plan: Plan, profile: FileProfile): UnitQuestion | undefined {
  const columns = plan.columns.filter(
    ({ constant, field }) => constant === undefined && field.units?.names.includes(unit),
  );
  if (columns.length === 0) return undefined;
  // A column whose values leave nothing open needs no answer.
  const open = columns.filter((column) => FINDERS[unit](sumOf(hintsOf(column, plan, profile))).values > 0);
  const answers = new Set((open.length > 0 ? open : columns).map(({ derived }) => derived?.units?.[unit]));
  const answer = answers.size === 1 ? [...answers][0] : undefined;
  const finding = FINDERS[unit](sumOf(columns.flatMap((column) => hintsOf(column, plan, profile))));
  if (finding.values === 0 && answer === undefined) return undefined;
  const fields = columns.map(({ field }) => field);
  return {
    unit,
    columns: columns.map(({ column }) => column),
    answer,
    values: finding.values,
    // Only the unit `country` can get its suggestion from a column of the file.
    suggestion: finding.suggestion ?? countryOfRecords(fields, plan, profile)?.country,
    reason: finding.reason,
    example: finding.example,
  };
}

/**
 * Whether reviewing and sending a file have to wait for the answer to a question. Without it, times would be read as
 * UTC, and local phone numbers of a known country as if they began with a calling code: both would be sent incorrectly.
 * Everything else that is open makes records invalid, except amounts such as `1.299`, which get a warning.
 */
export function isBlocking({ unit, answer, suggestion }: UnitQuestion): boolean {
  return answer === undefined && (unit === 'timezone' || (unit === 'country' && suggestion !== undefined));
}

/** The open questions that a person has to answer: those that block, or all if none does. */
export function questionsToAnswer(questions: readonly UnitQuestion[]): readonly UnitQuestion[] {
  const open = questions.filter(({ answer }) => answer === undefined);
  const blocking = open.filter(isBlocking);
  return blocking.length > 0 ? blocking : open;
}

/** The hints of the columns whose cells a mapped column is made from. */
function hintsOf({ index, derived }: PlannedColumn, { header }: Plan, { columns }: FileProfile): UnitHints[] {
  const names = new Set((derived?.indexes ?? [index]).map((position) => header[position]));
  return columns.filter(({ column }) => names.has(column)).map(({ hints }) => hints);
}

/** The hints of several columns as one. */
type Sum = Readonly<Record<SummedHint, number>> & Pick<UnitHints, 'examples'>;

type SummedHint = Exclude<keyof UnitHints, 'examples' | 'phoneCodes'>;

function sumOf(hints: readonly UnitHints[]): Sum {
  const sum = (kind: SummedHint) => hints.reduce((total, ofColumn) => total + ofColumn[kind], 0);
  return {
    dayFirst: sum('dayFirst'),
    monthFirst: sum('monthFirst'),
    anyOrder: sum('anyOrder'),
    withoutZone: sum('withoutZone'),
    localPhones: sum('localPhones'),
    comma: sum('comma'),
    point: sum('point'),
    anySign: sum('anySign'),
    anyComma: sum('anyComma'),
    // The first column's examples take precedence.
    examples: Object.assign({}, ...hints.map(({ examples }) => examples).toReversed()),
  };
}

type Finding = Pick<UnitQuestion, 'values' | 'suggestion' | 'reason' | 'example'>;

/** What the values show about each unit. Nothing is suggested if they contradict each other. */
const FINDERS: Readonly<Record<Unit, (sum: Sum) => Finding>> = {
  timezone: ({ withoutZone, examples }) => ({
    values: withoutZone,
    suggestion: undefined,
    reason: 'none',
    example: examples.time,
  }),
  dates: ({ dayFirst, monthFirst, anyOrder, examples }) => ({
    values: dayFirst + monthFirst + anyOrder,
    ...decide({ answer: 'day_first', values: dayFirst }, { answer: 'month_first', values: monthFirst }),
    example: examples.date,
  }),
  decimals: ({ comma, point, anySign, anyComma, examples }) => ({
    // The rule itself reads numbers that have only points, so these leave nothing open.
    values: comma + anySign === 0 ? 0 : comma + point + anySign,
    ...(comma + point > 0
      ? decide({ answer: 'comma', values: comma }, { answer: 'point', values: point })
      : signOfGroups(anySign, anyComma)),
    example: examples.number,
  }),
  country: ({ localPhones, examples }) => ({
    values: localPhones,
    suggestion: undefined,
    reason: 'none',
    example: examples.phone,
  }),
};

/** If at least this many numbers all have three digits after their only separator, it separates thousands. */
const MIN_GROUPS = 5;

/** The decimal sign of numbers with three digits after their only separator: the one that they do not have. */
function signOfGroups(numbers: number, withComma: number): Pick<Finding, 'suggestion' | 'reason'> {
  const isMixed = withComma > 0 && withComma < numbers;
  if (numbers < MIN_GROUPS || isMixed) return { suggestion: undefined, reason: 'none' };
  return { suggestion: withComma > 0 ? 'point' : 'comma', reason: 'groups' };
}

/** An answer, and the number of values that allow no other. */
interface Evidence {
  readonly answer: string;
  readonly values: number;
}

/** The answer for which there is evidence, unless there is for both. */
function decide(a: Evidence, b: Evidence): Pick<Finding, 'suggestion' | 'reason'> {
  if (a.values > 0 && b.values > 0) return { suggestion: undefined, reason: 'mixed' };
  if (a.values > 0) return { suggestion: a.answer, reason: 'data' };
  return b.values > 0 ? { suggestion: b.answer, reason: 'data' } : { suggestion: undefined, reason: 'none' };
}
