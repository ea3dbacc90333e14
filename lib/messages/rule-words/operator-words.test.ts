import { expect, test } from 'vitest';
import type { DataType } from '../../core/audience/data-type.ts';
import { OPERATOR_IDS, OPERATORS, type Operator } from '../../core/audience/rules/operators.ts';
import { operatorSchema } from '../../core/audience/rules/rule.ts';
import { LOCALES } from '../locale.ts';
import { operatorLabel, operatorPhrase } from './operator-words.ts';
import { wordsIn } from './word-source.test-kit.ts';
import { plainText } from './word-source.ts';

/** Each operator with its operand, the type it is applied to, and its words without and with `not`. */
const TABLE: readonly (readonly [
  operator: { type: Operator['type'] } & Record<string, unknown>,
  type: DataType,
  en: readonly [string, string],
  ja: readonly [string, string],
])[] = [
  [{ type: 'Equal', rightValue: 'gold' }, 'string', ['is gold', 'is not gold'], ['goldである', 'goldではない']],
  [{ type: 'Equal', rightValue: '' }, 'string', ['is ""', 'is not ""'], ['""である', '""ではない']],
  [{ type: 'Equal', rightValue: true }, 'boolean', ['is true', 'is not true'], ['trueである', 'trueではない']],
  [
    { type: 'Equal', rightValue: { last: 1, unit: 'month' } },
    'date',
    ['is last month', 'is not last month'],
    ['先月である', '先月ではない'],
  ],
  [
    { type: 'Greater', rightValue: 1234.5 },
    'number',
    ['is more than 1,234.5', 'is not more than 1,234.5'],
    ['1,234.5より大きい', '1,234.5より大きくない'],
  ],
  [
    { type: 'Greater', rightValue: { timestamp: '2026-11-01' } },
    'timestamp',
    ['is after 2026-11-01', 'is not after 2026-11-01'],
    ['2026-11-01より後', '2026-11-01より後ではない'],
  ],
  [
    { type: 'GreaterEqual', rightValue: 2 },
    'number',
    ['is at least 2', 'is not at least 2'],
    ['2以上', '2以上ではない'],
  ],
  [
    { type: 'GreaterEqual', rightValue: { last: 3, unit: 'week' } },
    'timestamp',
    ['is on or after the week 3 weeks ago', 'is not on or after the week 3 weeks ago'],
    ['3週間前の週以降', '3週間前の週以降ではない'],
  ],
  [{ type: 'Less', rightValue: 2 }, 'number', ['is less than 2', 'is not less than 2'], ['2未満', '2未満ではない']],
  [
    { type: 'Less', rightValue: { last: { month: 1, day: 2 }, unit: 'day' } },
    'date',
    ['is before the day 1 month 2 days ago', 'is not before the day 1 month 2 days ago'],
    ['1か月 2日前の日より前', '1か月 2日前の日より前ではない'],
  ],
  [{ type: 'LessEqual', rightValue: 2 }, 'number', ['is at most 2', 'is not at most 2'], ['2以下', '2以下ではない']],
  [
    { type: 'LessEqual', rightValue: { last: 0, unit: 'year' } },
    'date',
    ['is on or before this year', 'is not on or before this year'],
    ['今年以前', '今年以前ではない'],
  ],
  [
    { type: 'Between', minValue: 1, maxValue: 5 },
    'number',
    ['is between 1 and 5', 'is not between 1 and 5'],
    ['1から5の間', '1から5の間ではない'],
  ],
  [{ type: 'Between', minValue: 1 }, 'number', ['is at least 1', 'is not at least 1'], ['1以上', '1以上ではない']],
  [{ type: 'Between', maxValue: 5 }, 'number', ['is at most 5', 'is not at most 5'], ['5以下', '5以下ではない']],
  [
    { type: 'In', rightValues: ['SE', 'NO', 'DK'] },
    'string',
    ['is one of SE, NO, or DK', 'is none of SE, NO, or DK'],
    ['SE、NO、またはDKのいずれか', 'SE、NO、またはDKのいずれでもない'],
  ],
  [
    { type: 'Contain', rightValues: ['a', 'b'] },
    'string',
    ['contains a or b', 'does not contain a or b'],
    ['aまたはbを含む', 'aまたはbを含まない'],
  ],
  [
    { type: 'StartWith', rightValues: ['a'] },
    'string',
    ['starts with a', 'does not start with a'],
    ['aで始まる', 'aで始まらない'],
  ],
  [
    { type: 'EndWith', rightValues: ['a'] },
    'string',
    ['ends with a', 'does not end with a'],
    ['aで終わる', 'aで終わらない'],
  ],
  [
    { type: 'Regexp', rightValue: '^a{2}' },
    'string',
    ['matches the pattern ^a{2}', 'does not match the pattern ^a{2}'],
    ['パターン^a{2}に一致する', 'パターン^a{2}に一致しない'],
  ],
  [{ type: 'IsNull' }, 'string', ['has no value', 'has a value'], ['空である', '空ではない']],
  [
    { type: 'TimeWithinPast', value: 90, unit: 'day' },
    'timestamp',
    ['is within the past 90 days', 'is not within the past 90 days'],
    ['過去90日以内', '過去90日以内ではない'],
  ],
  [
    { type: 'TimeWithinNext', value: 1, unit: 'week' },
    'timestamp',
    ['is within the next 1 week', 'is not within the next 1 week'],
    ['今後1週間以内', '今後1週間以内ではない'],
  ],
  [
    { type: 'TimeRange', from: { unit: 'quarter' } },
    'timestamp',
    ['is in last quarter', 'is not in last quarter'],
    ['前四半期に含まれる', '前四半期に含まれない'],
  ],
  [
    { type: 'TimeRange', from: { last: 1, unit: 'month' }, duration: { day: 7 } },
    'timestamp',
    ['is in the 7 days from the start of last month', 'is not in the 7 days from the start of last month'],
    ['先月の初めから7日に含まれる', '先月の初めから7日に含まれない'],
  ],
  [
    { type: 'TimeRange', from: { last: 0, unit: 'week' }, duration: { hour: 12 }, reverse: true },
    'timestamp',
    ['is in the 12 hours before the start of this week', 'is not in the 12 hours before the start of this week'],
    ['今週の初めまでの12時間に含まれる', '今週の初めまでの12時間に含まれない'],
  ],
  [{ type: 'TimeToday' }, 'date', ['is today', 'is not today'], ['今日', '今日ではない']],
  [
    { type: 'TimeThis', from: { unit: 'month' } },
    'date',
    ['is in the current month', 'is not in the current month'],
    ['現在の月', '現在の月ではない'],
  ],
  [
    { type: 'TimeNext', from: { unit: 'year' } },
    'date',
    ['is in the next calendar year', 'is not in the next calendar year'],
    ['次の年', '次の年ではない'],
  ],
  [
    { type: 'TimeInBetweenNext', from: { next: 3, unit: 'day' }, to: { next: 7, unit: 'day' } },
    'date',
    ['is ahead by 3 days to 7 days', 'is not ahead by 3 days to 7 days'],
    ['今から3日後から7日後まで', '今から3日後から7日後までではない'],
  ],
];

test.each(TABLE)('%j of %s', (given, type, en, ja) => {
  for (const [locale, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const found = [false, true].map((not) =>
      plainText(operatorPhrase(wordsIn(locale), operatorSchema.parse({ ...given, not }), type)),
    );
    expect(found).toEqual(texts);
  }
});

test('the table has every operator', () => {
  expect([...new Set(TABLE.map(([{ type }]) => type))].sort()).toEqual([...OPERATOR_IDS].sort());
});

test.each(LOCALES)('the options of each data type differ in %s', (locale) => {
  for (const type of new Set(OPERATOR_IDS.flatMap((id): readonly DataType[] => OPERATORS[id].types))) {
    const ids = OPERATOR_IDS.filter((id) => (OPERATORS[id].types as readonly DataType[]).includes(type));
    const labels = ids.flatMap((id) => [false, true].map((not) => operatorLabel(wordsIn(locale), id, not, type)));
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.filter((label) => label === '' || /^…|…$/.test(label))).toEqual([]);
  }
});
