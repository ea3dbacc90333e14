import { UNITS, type Unit } from '../record/field-target.ts';
import type { Plan, PlannedColumn } from '../record/plan.ts';
import { joinedText } from '../record/source-text.ts';
import { type ColumnProfile, type FileProfile, textsOf, type UnitHints } from './column-profile.ts';
import { countryOfRecords } from './place-hint.ts';
import { codesOf } from './profile/counted-codes.ts';

/**
 * Why an answer is suggested, or why none is. data: the values and their currency allow no other answer. groups: all
 * numbers have three digits after their only separator. name: the columns' names say it. mixed: the values contradict
 * each other. none: the values do not decide.
 */
type UnitReason = 'data' | 'groups' | 'name' | 'mixed' | 'none';

/** A question about all columns of a file that lack a unit. */
export interface UnitQuestion {
  readonly unit: Unit;
  readonly columns: readonly string[];
  /** How many values the question is about, among the first records. */
  readonly values: number;
  /** The answer in the mapping; undefined if the question is open. */
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
  // No answer is needed for a column in which no value depends on the unit.
  const openColumns = columns.filter((column) => OBSERVERS[unit](sumOf(hintsOf(column, plan, profile))).values > 0);
  const answers = new Set(
    (openColumns.length > 0 ? openColumns : columns).map(({ derived }) => derived?.units?.[unit]),
  );
  const answer = answers.size === 1 ? [...answers][0] : undefined;
  const fractionDigits = fractionDigitsOf(columns, plan, profile);
  const observation = OBSERVERS[unit](
    sumOf(columns.flatMap((column) => hintsOf(column, plan, profile))),
    fractionDigits,
  );
  if (observation.values === 0 && answer === undefined) return undefined;
  const fields = columns.map(({ field }) => field);
  const zone = unit === 'timezone' && columns.every((column) => isNamedAfterUtc(column, plan)) ? 'UTC' : undefined;
  return {
    unit,
    columns: columns.map(({ column }) => column),
    answer,
    values: observation.values,
    // Only the unit `country` can get its suggestion from a column of the file.
    suggestion: zone ?? observation.suggestion ?? countryOfRecords(fields, plan, profile)?.country,
    reason: zone === undefined ? observation.reason : 'name',
    example: observation.example === undefined ? undefined : joinedExample(observation.example, columns, plan, profile),
  };
}

/** `Created (UTC)`, `created_at_utc`, `hit_time_gmt`. Of joined columns, any may name the zone. */
const UTC_IN_NAME = /(?<![\p{L}\d])(?:utc|gmt)(?![\p{L}\d]|\s?[+-]\s?\d)/iu;

function isNamedAfterUtc({ column, derived }: PlannedColumn, { header }: Plan): boolean {
  const names = derived ? derived.indexes.map((index) => header[index] ?? '') : [column];
  return names.some((name) => UTC_IN_NAME.test(name));
}

/** A cell's text as its field gets it: in a joined column, joined with the first texts of the other columns. */
function joinedExample(example: string, columns: readonly PlannedColumn[], plan: Plan, profile: FileProfile): string {
  const hasExample = ({ hints }: ColumnProfile) => Object.values(hints.examples).includes(example);
  const joinedColumn = columns.find((column) => profilesOf(column, plan, profile).some(hasExample));
  if (!joinedColumn?.derived || joinedColumn.derived.indexes.length === 1) return example;
  const profiles = profilesOf(joinedColumn, plan, profile);
  const position = profiles.findIndex(hasExample);
  const cells = profiles.map((ofColumn, index) => (index === position ? example : (textsOf(ofColumn)[0] ?? '')));
  return joinedText({ ...joinedColumn.derived, indexes: [...cells.keys()] }, cells);
}

/**
 * Whether reviewing and sending a file have to wait for the answer to a question. Without it, times would be read as
 * UTC, and local phone numbers of a known country as if they began with a calling code: both would be sent incorrectly.
 * Other open questions do not block: they make records invalid or, for amounts such as `1.299`, give a warning.
 */
export function isBlocking({ unit, answer, suggestion }: UnitQuestion): boolean {
  return answer === undefined && (unit === 'timezone' || (unit === 'country' && suggestion !== undefined));
}

/** The open questions that a person has to answer: those that block, or all if none does. */
export function questionsToAnswer(questions: readonly UnitQuestion[]): readonly UnitQuestion[] {
  const openQuestions = questions.filter(({ answer }) => answer === undefined);
  const blockingQuestions = openQuestions.filter(isBlocking);
  return blockingQuestions.length > 0 ? blockingQuestions : openQuestions;
}

/** The profiles of the columns whose cells a mapped column is made from, in the order in which they are joined. */
function profilesOf({ index, derived }: PlannedColumn, { header }: Plan, { columns }: FileProfile): ColumnProfile[] {
  const names = (derived?.indexes ?? [index]).map((position) => header[position]);
  return names.flatMap((name) => columns.find(({ column }) => column === name) ?? []);
}

/** The hints of these columns; a column that is joined to itself counts once. */
function hintsOf(planned: PlannedColumn, plan: Plan, profile: FileProfile): UnitHints[] {
  return [...new Set(profilesOf(planned, plan, profile))].map(({ hints }) => hints);
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
    wholeComma: sum('wholeComma'),
    // The first column's examples take precedence.
    examples: Object.assign({}, ...hints.map(({ examples }) => examples).toReversed()),
  };
}

/** What the values show about a unit. */
type Observation = Pick<UnitQuestion, 'values' | 'suggestion' | 'reason' | 'example'>;

/** How the values of each unit are judged. Nothing is suggested if they contradict each other. */
const OBSERVERS: Readonly<Record<Unit, (sum: Sum, fractionDigits?: readonly number[]) => Observation>> = {
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
  decimals: (sum, fractionDigits) => ({
    // Nothing is open if all numbers have a point: the rule reads these without a unit.
    values: sum.comma + sum.anySign === 0 ? 0 : sum.comma + sum.point + sum.anySign,
    ...decimalSign(sum, fractionDigits),
    example: sum.examples.number,
  }),
  country: ({ localPhones, examples }) => ({
    values: localPhones,
    suggestion: undefined,
    reason: 'none',
    example: examples.phone,
  }),
};

/** In a currency with this many digits in fractions, the point of `1.234` may be a decimal sign. */
const DIGITS_OF_GROUP = 3;

/** The decimal sign of amounts. `fractionDigits` says how many digits the fractions of the records' currencies have. */
function decimalSign(sum: Sum, fractionDigits: readonly number[] = []): Pick<Observation, 'suggestion' | 'reason'> {
  const { comma, point, anySign, anyComma } = sum;
  const isWhole = fractionDigits.length > 0 && fractionDigits.every((count) => count === 0);
  const commaGroups = isWhole ? anyComma : sum.wholeComma;
  if (commaGroups > 0) {
    // In a currency without fractions, points before three digits separate thousands, as the commas do.
    const pointGroups = anySign - anyComma;
    return decide({ answer: 'comma', values: comma + pointGroups }, { answer: 'point', values: point + commaGroups });
  }
  if (comma + point > 0) return decide({ answer: 'comma', values: comma }, { answer: 'point', values: point });
  return fractionDigits.includes(DIGITS_OF_GROUP) ? { suggestion: undefined, reason: 'none' } : signOfGroups(sum);
}

/** Most currencies have cents. A text that is no code of a currency counts as one with cents. */
const USUAL_DIGITS = 2;

/** How many digits the fractions of the records' currencies have; empty without currencies. */
function fractionDigitsOf(columns: readonly PlannedColumn[], plan: Plan, profile: FileProfile): readonly number[] {
  const names = new Set(columns.flatMap(({ field }) => field.units?.reads ?? []));
  const source = plan.columns.find(({ field }) => field.codeOf === 'currency' && names.has(field.name));
  if (!source) return [];
  const codes = codesOf(source, plan, profile).map(({ code }) => code);
  const { matchValues = [] } = source.field;
  return codes.map((code) => (matchValues.includes(code) ? fractionDigitsIn(code) : USUAL_DIGITS));
}

function fractionDigitsIn(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? USUAL_DIGITS;
}

/** If at least this many numbers all have three digits after their only separator, the separator is for thousands. */
const MIN_GROUPS = 5;

/** The decimal sign of numbers with three digits after their only separator: the one that they do not have. */
function signOfGroups({ anySign, anyComma }: Sum): Pick<Observation, 'suggestion' | 'reason'> {
  const isMixed = anyComma > 0 && anyComma < anySign;
  if (anySign < MIN_GROUPS || isMixed) return { suggestion: undefined, reason: 'none' };
  return { suggestion: anyComma > 0 ? 'point' : 'comma', reason: 'groups' };
}

/** An answer, and the number of values that allow no other. */
interface Evidence {
  readonly answer: string;
  readonly values: number;
}

/** The answer for which there is evidence; none if there is evidence for both. */
function decide(a: Evidence, b: Evidence): Pick<Observation, 'suggestion' | 'reason'> {
  if (a.values > 0 && b.values > 0) return { suggestion: undefined, reason: 'mixed' };
  if (a.values > 0) return { suggestion: a.answer, reason: 'data' };
  return b.values > 0 ? { suggestion: b.answer, reason: 'data' } : { suggestion: undefined, reason: 'none' };
}
