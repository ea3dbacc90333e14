import { expect, test } from 'vitest';
import { questionsToAnswer, type UnitQuestion } from './unit-questions.ts';

const TIME_ZONE: UnitQuestion = {
  unit: 'timezone',
  columns: ['a'],
  values: 1,
  answer: undefined,
  suggestion: undefined,
  reason: 'none',
  example: undefined,
};
const DECIMAL: UnitQuestion = { ...TIME_ZONE, unit: 'decimals' };

test('questions that block have to be answered first, and the others once none blocks', () => {
  expect(questionsToAnswer([DECIMAL, TIME_ZONE])).toEqual([TIME_ZONE]);
  expect(questionsToAnswer([DECIMAL, { ...TIME_ZONE, answer: 'UTC' }])).toEqual([DECIMAL]);
  expect(questionsToAnswer([{ ...DECIMAL, answer: 'comma' }])).toEqual([]);
});
