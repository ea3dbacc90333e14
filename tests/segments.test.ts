import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SegmentFolder } from '../lib/core/audience/segment.ts';
import type { UserError } from '../lib/core/errors.ts';
import { translate } from '../lib/messages/translate.ts';
import { countMissingPopulations, countPopulations } from '../lib/operations/audience/count-populations.ts';
import { columnValues, countSegment, segmentProfiles } from '../lib/operations/audience/read-segment.ts';
import { runParentSegment } from '../lib/operations/audience/run-parent-segment.ts';
import { saveParentSegment } from '../lib/operations/audience/save-parent-segment.ts';
import { changeSegment, createSegment, deleteSegment } from '../lib/operations/audience/save-segment.ts';
import type { Runtime } from '../lib/runtime/runtime.ts';
import { sweepsOf } from '../lib/runtime/sweeps.ts';
import type { TestProduct } from './kit/product.ts';
import { SHOP } from './kit/shop.ts';
import { buildShop, startShop } from './kit/shop-product.ts';

let product: TestProduct;
let runtime: Runtime;

beforeEach(async () => {
  product = await startShop();
  ({ runtime } = product);
  await saveParentSegment(runtime, undefined, { choice: SHOP });
});

const build = () => buildShop(product);
const addSegment = (name: string, rule: object, folder: readonly string[] = []) =>
  createSegment(runtime, { parentSegment: 1, folder }, { name, rule });

/** A rule with a single condition. */
const ruleOf = (condition: object) => ({ type: 'And', conditions: [{ type: 'And', conditions: [condition] }] });
const tierIs = (tier: string) =>
  ruleOf({ type: 'Value', leftValue: { name: 'tier' }, operator: { type: 'Equal', rightValue: tier } });
const refersTo = (id: number, exclude = false) => ruleOf({ type: 'Reference', id: String(id), exclude });

describe('a rule', () => {
  test('counts customers of the build in use, with references and behaviors', async () => {
    await build();
    const { id: gold } = await addSegment('Gold', tierIs('gold'));
    const orders = { source: { name: 'behavior_online_orders' }, aggregation: { type: 'Count' } };
    const withoutOrders = ruleOf({ type: 'Value', leftValue: orders, operator: { type: 'Equal', rightValue: 0 } });
    const countOf = async (rule: unknown) => (await countSegment(runtime, { parentSegment: 1, rule })).count;
    expect(await Promise.all([countOf({}), countOf(tierIs('gold')), countOf(withoutOrders)])).toEqual([4, 1, 1]);
    expect(await Promise.all([countOf(refersTo(gold)), countOf(refersTo(gold, true))])).toEqual([1, 3]);
  });

  test.each<[string, object, string]>([
    ['a column that the build lacks', { leftValue: { name: 'points' } }, 'segment_column_unknown'],
    [
      'a behavior that the build lacks',
      { leftValue: { source: { name: 'behavior_visits' }, aggregation: { type: 'Count' } } },
      'segment_behavior_unknown',
    ],
  ])('that names %s is refused, before and after the first build', async (_, part, code) => {
    const rule = ruleOf({ type: 'Value', operator: { type: 'IsNull' }, ...part });
    await expect(addSegment('Wrong', rule)).rejects.toMatchObject({ code });
    await build();
    await expect(addSegment('Wrong', rule)).rejects.toMatchObject({ code });
    expect(await runtime.segments.list(1)).toEqual([]);
  });

  test('refers neither to itself, even through another segment, nor to an unknown segment; what it refers to stays', async () => {
    const { id: gold } = await addSegment('Gold', tierIs('gold'));
    const { id: other } = await addSegment('Other', refersTo(gold));
    const refusal = { code: 'segment_circle' };
    await expect(changeSegment(runtime, gold, { rule: refersTo(gold) })).rejects.toMatchObject(refusal);
    await expect(changeSegment(runtime, gold, { rule: refersTo(other) })).rejects.toMatchObject(refusal);
    const misspelled = ruleOf({ type: 'Reference', id: `0${gold}` });
    for (const missing of [refersTo(99), misspelled])
      await expect(addSegment('Missing', missing)).rejects.toMatchObject({ code: 'segment_unknown' });
    await expect(() => deleteSegment(runtime, gold)).rejects.toThrow(
      expect.objectContaining({ code: 'segment_in_use', params: { name: 'Gold', segments: 'Other' } }),
    );
    const { id: third } = await addSegment('Third', refersTo(gold));
    const error = await deleteSegment(runtime, gold).catch((refused: UserError) => refused);
    expect(error).toMatchObject({ params: { segments: 'Other, Third' } });
    expect(translate('errors', 'segment_in_use', error?.textParams, 'ja')).toContain('：Other、Third。');
    await deleteSegment(runtime, third);
    await deleteSegment(runtime, other);
    await deleteSegment(runtime, gold);
  });
});

describe('the days of a rule', () => {
  const ordersOn = (day: string) => {
    const filter = {
      type: 'And',
      conditions: [{ type: 'Column', column: 'ordered_at', operator: { type: 'Equal', rightValue: day } }],
    };
    const leftValue = { source: { name: 'behavior_online_orders' }, aggregation: { type: 'Count' }, filter };
    return ruleOf({ type: 'Value', leftValue, operator: { type: 'Greater', rightValue: 0 } });
  };
  // An order of 2026-11-01T00:00:00Z, which was in October in New York.
  const octoberCount = async () =>
    (await countSegment(runtime, { parentSegment: 1, rule: ordersOn('2026-10-31') })).count;
  const save = (timeZone: string | undefined, schedule?: object | null) =>
    saveParentSegment(runtime, 1, { choice: timeZone === undefined ? {} : { timeZone }, schedule });

  test('begin in the time zone of the parent segment, with and without a schedule', async () => {
    await build();
    expect(await octoberCount()).toBe(0);
    expect(await save('America/New_York')).toMatchObject({ timeZone: 'America/New_York', schedule: null });
    expect(await octoberCount()).toBe(1);
    const scheduled = await save(undefined, { cron: '@daily' });
    expect(scheduled.schedule).toMatchObject({ cron: '@daily', timeZone: 'America/New_York' });
    expect(await save(undefined, { timeZone: 'Asia/Tokyo' })).toMatchObject({ timeZone: 'Asia/Tokyo' });
    expect(await octoberCount()).toBe(0);
    const moved = await save('America/New_York');
    expect(moved.schedule).toMatchObject({ cron: '@daily', timeZone: 'America/New_York' });
    expect(await save(undefined, null)).toMatchObject({ timeZone: 'America/New_York', schedule: null });
    expect(await octoberCount()).toBe(1);
  });

  test('begin in one time zone: a schedule with another one is refused', async () => {
    const refusal = { code: 'time_zone_contradiction', params: { timeZone: 'UTC', other: 'Asia/Tokyo' } };
    await expect(save('UTC', { cron: '@daily', timeZone: 'Asia/Tokyo' })).rejects.toMatchObject(refusal);
    expect(await runtime.parentSegments.get(1)).toMatchObject({ timeZone: 'UTC', schedule: null });
  });
});

test('each build counts every segment; a segment whose column is gone has no population in that build', async () => {
  const { id } = await addSegment('Gold', tierIs('gold'));
  await build();
  const [loyalty] = SHOP.attributes;
  await saveParentSegment(runtime, 1, { choice: { attributes: [{ ...loyalty, columns: [{ column: 'points' }] }] } });
  await build();
  expect(await runtime.segments.populations(id, 9)).toMatchObject([{ build: 1, customers: 1 }]);
});

test('segments that a build did not count, because its process stopped, are counted by a sweep', async () => {
  const names = ['Gold', 'Silver', 'Bronze'];
  for (const name of names) await addSegment(name, tierIs(name.toLowerCase()));
  const stopped = new AbortController();
  const { segments } = runtime;
  const { setPopulation } = segments;
  vi.spyOn(segments, 'setPopulation').mockImplementationOnce(async (...population) => {
    await setPopulation.apply(segments, population);
    stopped.abort();
  });
  await product.run(await runParentSegment(runtime, 1), { signal: stopped.signal });
  expect((await segments.populationsIn(1)).size).toBe(1);
  for (const { run } of sweepsOf(runtime)) await run();
  expect((await segments.populationsIn(1)).size).toBe(names.length);
});

test('a segment that cannot be counted is tried again at growing intervals, and immediately after a change', async () => {
  const { id } = await addSegment('Gold', tierIs('gold'));
  await build();
  await runtime.segments.forgetPopulation(id, 1);
  const queries = vi.spyOn(runtime.engine, 'records').mockRejectedValue(new Error('out of memory'));
  const sweepHourly = async (hours: number) => {
    for (let hour = 0; hour < hours; hour++) {
      await countMissingPopulations(runtime);
      await runtime.clock.sleep(60 * 60 * 1000, new AbortController().signal);
    }
  };
  await sweepHourly(2 * 24);
  expect(queries).toHaveBeenCalledTimes(6); // after 0, 1, 3, 7, 15 and 31 hours
  await changeSegment(runtime, id, { rule: tierIs('silver') });
  expect(queries).toHaveBeenCalledTimes(7);
  queries.mockRestore();
  await changeSegment(runtime, id, { rule: tierIs('gold') });
  expect(await runtime.segments.populationsIn(1)).toEqual(new Map([[id, 1]]));
});

test('a count during which a new build comes into use is not stored for the previous build', async () => {
  const { id } = await addSegment('Gold', tierIs('gold'));
  await build();
  await runtime.segments.forgetPopulation(id, 1);
  const { engine } = runtime;
  const records = engine.records.bind(engine);
  vi.spyOn(engine, 'records').mockImplementationOnce(async (...given) => {
    await build();
    return records(...given);
  });
  await countPopulations(runtime, 1);
  expect(await runtime.segments.populations(id, 9)).toMatchObject([{ build: 2 }]);
});

test('saving a segment counts it and the segments that refer to it', async () => {
  await build();
  const gold = await addSegment('Gold', tierIs('gold'));
  const other = await addSegment('Other', refersTo(gold.id));
  expect(await runtime.segments.populationsIn(1)).toEqual(
    new Map([
      [gold.id, 1],
      [other.id, 1],
    ]),
  );
  await changeSegment(runtime, gold.id, { rule: tierIs('silver'), name: 'Silver' });
  expect(await runtime.segments.populationsIn(1)).toEqual(
    new Map([
      [gold.id, 0],
      [other.id, 0],
    ]),
  );
});

test('a count during which a rule changes does not replace the count of the changed rule', async () => {
  await build();
  const gold = await addSegment('Gold', tierIs('gold'));
  const other = await addSegment('Other', refersTo(gold.id));
  await runtime.segments.forgetPopulation(other.id, 1);
  const { engine } = runtime;
  const records = engine.records.bind(engine);
  vi.spyOn(engine, 'records').mockImplementationOnce(async (...given) => {
    const counted = await records(...given);
    await changeSegment(runtime, gold.id, { rule: tierIs('silver') });
    return counted;
  });
  await countPopulations(runtime, 1);
  expect(await runtime.segments.populationsIn(1)).toEqual(
    new Map([
      [gold.id, 0],
      [other.id, 0],
    ]),
  );
});

test('profiles have all attributes; the values of a column have shares', async () => {
  await build();
  const { columns, records } = await segmentProfiles(runtime, { parentSegment: 1, rule: tierIs('bronze') }, 10);
  expect([columns.length, records]).toEqual([6, [['2', '2', 'c@d.test', 'active', 'bronze', null]]]);
  const valuesOf = (table: string, column: string) => columnValues(runtime, { parentSegment: 1, table, column }, 9);
  expect(await valuesOf('customers', 'tier')).toEqual([
    { value: 'bronze', share: 0.5 },
    { value: 'gold', share: 0.5 },
  ]);
  expect(await valuesOf('behavior_online_orders', 'total')).toMatchObject([{ value: '1.0', share: 0.5 }, {}, {}]);
  await expect(valuesOf('customers', 'nothing')).rejects.toMatchObject({ code: 'segment_column_unknown' });
});

test('nothing can be counted before the first build', async () => {
  const refusal = { code: 'parent_segment_not_built' };
  await expect(countSegment(runtime, { parentSegment: 1, rule: {} })).rejects.toMatchObject(refusal);
});

describe('folders', () => {
  const folderAt = (...path: string[]): Promise<SegmentFolder> => runtime.segments.findOrCreateFolder(1, path);

  test('are created along the path, and move with what they contain', async () => {
    const { id } = await addSegment('Gold', tierIs('gold'), ['Loyal', 'Top']);
    await runtime.segments.changeFolder((await folderAt('Loyal', 'Top')).id, {
      name: 'Best',
      parent: (await folderAt()).id,
    });
    expect((await runtime.segments.get(id)).folder).toEqual(['Best']);
    await changeSegment(runtime, id, { folder: [] });
    expect((await runtime.segments.get(id)).folder).toEqual([]);
  });

  test('keep names unique in each folder', async () => {
    await addSegment('Gold', tierIs('gold'));
    await addSegment('Gold', tierIs('gold'), ['Loyal']);
    const refusal = { code: 'segment_name_taken' };
    await expect(addSegment('Gold', tierIs('gold'))).rejects.toMatchObject(refusal);
    await expect(changeSegment(runtime, 2, { folder: [] })).rejects.toMatchObject(refusal);
    await expect(addSegment('A/B', {})).rejects.toMatchObject({ code: 'name_with_slash' });
  });

  test('cannot be moved into themselves, nor deleted while they contain something', async () => {
    await addSegment('Gold', tierIs('gold'), ['Loyal', 'Top']);
    const { segments } = runtime;
    const codeOf = (code: string) => expect.objectContaining({ code });
    const into = { name: 'Loyal', parent: (await folderAt('Loyal', 'Top')).id };
    await expect(async () => segments.changeFolder((await folderAt('Loyal')).id, into)).rejects.toThrow(
      codeOf('folder_into_itself'),
    );
    await expect(async () => segments.deleteFolder((await folderAt('Loyal')).id)).rejects.toThrow(
      codeOf('folder_not_empty'),
    );
    await expect(async () => segments.deleteFolder((await folderAt()).id)).rejects.toThrow(codeOf('folder_is_root'));
    await segments.deleteFolder((await folderAt('Empty')).id);
  });
});

test('a change is refused, and undoes nothing, if another change was saved after it began', async () => {
  const { id } = await addSegment('Gold', tierIs('gold'));
  const { get } = runtime.segments;
  vi.spyOn(runtime.segments, 'get').mockImplementationOnce(async (...args) => {
    const before = await get.apply(runtime.segments, args);
    await changeSegment(runtime, id, { description: 'the other change' });
    return before;
  });
  await expect(changeSegment(runtime, id, { name: 'Silver' })).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect(await runtime.segments.get(id)).toMatchObject({ name: 'Gold', description: 'the other change' });
});
