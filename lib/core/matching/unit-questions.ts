import { UNITS, type Unit } from '../record/field-target.ts';
import type { Plan, PlannedColumn } from '../record/plan.ts';
import type { ColumnProfile, FileProfile, UnitHints } from './column-profile.ts';
import { countryOfRecords } from './place-hint.ts';

/**
 * Why an answer is suggested, or none is. data: the values allow no other answer. groups: all numbers have
 * three digits after their only separator. mixed: the values contradict each other. none: the values do not decide.
 */
type UnitReason = 'data' | 'groups' | 'mixed' | 'none';

/** A question about all columns of a file that lack a unit. */
export interface UnitQuestion {
  readonly unit: Unit;
  readonly columns: readonly string[];
  /** Values that the question is about, among the first records. */
  readonly values: number;
  /** The answer in the mapping. */
  readonly answer: string | undefined;
  readonly suggestion: string | undefined;
  readonly reason: UnitReason;
  readonly example: string | undefined;
}

/** The questions that the values of a file leave open, and those that are answered. */
export function unitQuestions(plan: Plan, profile: FileProfile): readonly UnitQuestion[] {
  return UNITS.flatMap((unit) => {
    const columns = plan.columns.filter(({ constant, field }) => {
      return constant === undefined && field.units?.names.includes(unit);
    });
    // A column whose values leave nothing open needs no answer.
    const open = columns.filter((column) => FINDERS[unit](sumOf([hintsOf(column, plan, profile)])).values > 0);
    const answers = new Set((open.length > 0 ? open : columns).map(({ derived }) => derived?.units?.[unit]));
    const answer = answers.size === 1 ? [...answers][0] : undefined;
    const hints = columns.map((column) => hintsOf(column, plan, profile));
    const finding = FINDERS[unit](sumOf(hints));
    if (columns.length === 0 || (finding.values === 0 && answer === undefined)) return [];
    const fields = columns.map(({ field }) => field);
    const suggestion = finding.suggestion ?? countryOfRecords(fields, plan, profile)?.country;
    return { unit, columns: columns.map(({ column }) => column), answer, ...finding, suggestion };
  });
}

/**
 * Whether reviewing and sending a file have to wait for the answer to a question. Without a zone, times would be read
 * as UTC, and phone numbers of a known country as if they began with a country code: both would be sent incorrectly.
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

function hintsOf({ index, derived }: PlannedColumn, { header }: Plan, { columns }: FileProfile): UnitHints[] {
  const names = (derived?.indexes ?? [index]).map((each) => header[each]);
  return columns.filter(({ column }: ColumnProfile) => names.includes(column)).map(({ hints }) => hints);
}

type Sum = Readonly<Record<SummedHint, number>> & Pick<UnitHints, 'examples'>;

type SummedHint = Exclude<keyof UnitHints, 'examples' | 'phoneCodes'>;

function sumOf(hints: readonly (readonly UnitHints[])[]): Sum {
  const all = hints.flat();
  const sum = (kind: SummedHint) => all.reduce((total, each) => total + each[kind], 0);
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
    examples: Object.assign({}, ...all.map(({ examples }) => examples).toReversed()),
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
    ...decide([dayFirst, 'day_first'], [monthFirst, 'month_first']),
    example: examples.date,
  }),
  decimals: ({ comma, point, anySign, anyComma, examples }) => ({
    // The rule itself reads numbers that have only points, so these leave nothing open.
    values: comma + anySign === 0 ? 0 : comma + point + anySign,
    ...(comma + point > 0 ? decide([comma, 'comma'], [point, 'point']) : signOfGroups(anySign, anyComma)),
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

function signOfGroups(all: number, withComma: number): Pick<Finding, 'suggestion' | 'reason'> {
  if (all < MIN_GROUPS || (withComma > 0 && withComma < all)) return { suggestion: undefined, reason: 'none' };
  return { suggestion: withComma > 0 ? 'point' : 'comma', reason: 'groups' };
}

/** The number of values that allow only one answer, and this answer. */
type Evidence = readonly [count: number, answer: string];

function decide(one: Evidence, other: Evidence): Pick<Finding, 'suggestion' | 'reason'> {
  if (one[0] > 0 && other[0] > 0) return { suggestion: undefined, reason: 'mixed' };
  const [supported] = [one, other].filter(([count]) => count > 0);
  return supported ? { suggestion: supported[1], reason: 'data' } : { suggestion: undefined, reason: 'none' };
}
