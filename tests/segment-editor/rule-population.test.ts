import { beforeEach, expect, test } from 'vitest';
import {
  viewColumnValues,
  viewRuleColumns,
  viewRulePopulation,
  viewSegmentUses,
} from '../../lib/commands/audience/rules.ts';
import type { Command, InputOf } from '../../lib/commands/command.ts';
import { perform } from '../../lib/commands/perform.ts';
import { createSegment } from '../../lib/operations/audience/save-segment.ts';
import type { TestProduct } from '../kit/product.ts';
import { startBuiltShop } from '../kit/shop-product.ts';

let product: TestProduct;

beforeEach(async () => {
  product = await startBuiltShop();
});

const call = <C extends Command>(command: C, input: InputOf<C>) =>
  perform(command, input, { kind: 'person', id: 'tests', role: 'operator' }, product.runtime);

const ruleSet = (type: string, ...conditions: object[]) => ({ type, conditions });
const tierIs = (rightValue: string) => ({
  type: 'Value',
  leftValue: { name: 'tier' },
  operator: { type: 'Equal', rightValue },
});
const orderCount = (type: string, rightValue: number) => ({
  type: 'Value',
  leftValue: { source: { name: 'behavior_online_orders' }, aggregation: { type: 'Count' } },
  operator: { type, rightValue },
});

const populationOf = (rule: object, segment?: number) =>
  call(viewRulePopulation, { parentSegment: 1, segment, rule, signal: new AbortController().signal });

test('the population of a rule is counted together with those of its rule sets', async () => {
  const sets = [ruleSet('Or', tierIs('gold'), tierIs('bronze')), ruleSet('And', orderCount('GreaterEqual', 1))];
  const counted = await populationOf({ type: 'And', conditions: sets });
  expect(counted).toMatchObject({ total: 4, count: 1, ruleSets: [2, 3] });
  expect(await populationOf({ type: 'Or', conditions: sets })).toMatchObject({ count: 4, ruleSets: [2, 3] });
  const first = { type: 'Count', number: 2, orderColumns: [] };
  expect(await populationOf({ type: 'Or', conditions: sets, limit: first })).toMatchObject({
    count: 2,
    ruleSets: [2, 3],
  });
  expect(await populationOf({})).toMatchObject({ count: 4, ruleSets: [] });
});

test('a rule that refers to its own segment has a problem at the path of the condition; in another segment it has none', async () => {
  const { id } = await createSegment(product.runtime, { parentSegment: 1, folder: [] }, { name: 'Gold', rule: {} });
  const cycle = { type: 'And', conditions: [ruleSet('And', tierIs('gold'), { type: 'Reference', id: String(id) })] };
  await expect(populationOf(cycle, id)).rejects.toMatchObject({
    code: 'segment_circle',
    field: 'rule.conditions.0.conditions.1.id',
  });
  expect(await populationOf(cycle)).toMatchObject({ count: 1 });
  const { id: referring } = await createSegment(
    product.runtime,
    { parentSegment: 1, folder: [] },
    { name: 'Uses', rule: cycle },
  );
  expect(await call(viewSegmentUses, { segment: id })).toEqual({
    activations: [],
    segments: [{ id: referring, name: 'Uses' }],
  });
});

test('values of personal columns are suggested only if they are requested', async () => {
  const { tables } = await call(viewRuleColumns, { parentSegment: 1 });
  expect(tables.map(({ table }) => table)).toEqual(['customers', 'behavior_online_orders']);
  const values = (column: string, personal = false, signal = new AbortController().signal) =>
    call(viewColumnValues, { parentSegment: 1, table: 'customers', column, personal, signal });
  expect(await values('tier')).toEqual({
    isHidden: false,
    values: [
      { value: 'bronze', share: 0.5 },
      { value: 'gold', share: 0.5 },
    ],
  });
  expect(await values('email')).toEqual({ isHidden: true, values: [] });
  expect((await values('email', true)).values).toContainEqual({ value: 'a@b.test', share: 1 / 3 });
  await expect(values('tier', false, AbortSignal.abort())).rejects.toThrow();
});
