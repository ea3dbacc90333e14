import { isDeepStrictEqual } from 'node:util';
import { translate } from '#lib/messages/translate.ts';
import type { Expected, ExpectedRecord, Refusal } from './corpus-file.ts';
import type { Examination } from './examine.ts';

/** Differences between the product's result and the expected one, and violated invariants; empty if there are none. */
export function differences(expected: Expected, seen: Examination): readonly string[] {
  return [
    ...seen.violations,
    ...(isRefusal(expected) ? refusalDifferences(expected, seen) : readDifferences(expected, seen)),
  ];
}

function isRefusal(expected: Expected): expected is Refusal {
  return 'refused' in expected;
}

function refusalDifferences(
  { refused, params = {} }: Refusal,
  { refusal, validation }: Examination,
): readonly string[] {
  if (!refusal) return [`read ${validation?.read} records, should be refused: ${refused}`];
  const text = translate('errors', refusal.code, refusal.params);
  return [
    ...(refusal.code === refused ? [] : [`refused with ${refusal.code}, should be ${refused}`]),
    ...(text === refusal.code ? [`${refusal.code} has no text`] : []),
    ...Object.entries(params)
      .filter(([name, value]) => !isDeepStrictEqual(refusal.params[name], value))
      .map(([name, value]) => `${name} is ${refusal.params[name]}, should be ${value}`),
  ];
}

function readDifferences(
  expected: Exclude<Expected, Refusal>,
  { refusal, validation }: Examination,
): readonly string[] {
  if (!validation) return [`refused: ${refusal?.code}`];
  if ('read' in expected) {
    const { read, errors } = validation;
    const same = isDeepStrictEqual({ read, errors }, { read: expected.read, errors: expected.errors });
    return same ? [] : [`${read} records ${JSON.stringify(errors)}`];
  }
  return [
    ...(expected.length === validation.read ? [] : [`${validation.read} records, should be ${expected.length}`]),
    ...expected.flatMap((record, i) => differenceOf(i + 1, record, validation.first[i])),
  ];
}

function differenceOf(record: number, expected: ExpectedRecord, seen: ExpectedRecord | undefined): readonly string[] {
  if (isDeepStrictEqual(expected, seen)) return [];
  return [`record ${record} is ${JSON.stringify(seen)}, should be ${JSON.stringify(expected)}`];
}
