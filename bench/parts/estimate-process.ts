// Counts the customers that match each of several rules, as the segment editor does, and reports the seconds of each
// count, by rule. Arguments: DATA_FOLDER RUNS
import { readEnv } from '#lib/env.ts';
import { countSegment } from '#lib/operations/audience/read-segment.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';

const [folder = '', runs] = process.argv.slice(2);

const attribute = (name: string, operator: object) => ({ type: 'Value', leftValue: { name }, operator });
const orders = (leftValue: object, operator: object) => ({
  type: 'Value',
  operator,
  leftValue: { source: { name: 'behavior_orders' }, ...leftValue },
});
const days = (day: number) => ({ type: 'TimeSliding', duration: { day } });
const all = (...conditions: object[]) => ({ type: 'And', conditions: [{ type: 'And', conditions }] });
const any = (...conditions: object[]) => ({ type: 'Or', conditions: [{ type: 'Or', conditions }] });
const count = { type: 'Count' };
const inKitchen = {
  type: 'And',
  conditions: [{ type: 'Column', column: 'category', operator: { type: 'Equal', rightValue: 'Kitchen' } }],
};
const isGold = attribute('tier', { type: 'Equal', rightValue: 'gold' });
const spentMuch = orders(
  { aggregation: { type: 'Sum', column: 'total' }, filter: inKitchen, window: days(90) },
  { type: 'Greater', rightValue: 300 },
);

const RULES = {
  'an attribute': all(isGold),
  'two attributes': all(
    attribute('country', { type: 'In', rightValues: ['JP', 'DE'] }),
    attribute('age', { type: 'Less', rightValue: 30 }),
  ),
  'orders in 30 days': all(orders({ aggregation: count, window: days(30) }, { type: 'GreaterEqual', rightValue: 1 })),
  'few orders or none': all(orders({ aggregation: count }, { type: 'Less', rightValue: 8 })),
  'an attribute and a filtered sum': all(isGold, spentMuch),
  'a filtered sum, or a latest order in 7 days': any(
    spentMuch,
    orders({ aggregation: { type: 'Max', column: 'ordered_at' } }, { type: 'TimeWithinPast', value: 7, unit: 'day' }),
  ),
  'different values of a column': all(
    orders({ aggregation: { type: 'CountDistinct', columns: ['category'] } }, { type: 'Equal', rightValue: 3 }),
  ),
};

const runtime = await openRuntime(
  readEnv({ ...process.env, PINTD_DATA_DIR: folder, PINTD_LOG_LEVEL: 'warn' }),
  'bench',
);
const parentSegment = (await runtime.parentSegments.list())[0]?.id ?? 0;
const seconds: Record<string, readonly number[]> = {};
for (const [name, rule] of Object.entries(RULES)) {
  await countSegment(runtime, { parentSegment, rule }); // the warm-up, which is not measured
  const times: number[] = [];
  for (let run = 0; run < Number(runs); run++) {
    const startedAt = performance.now();
    await countSegment(runtime, { parentSegment, rule });
    times.push((performance.now() - startedAt) / 1000);
  }
  seconds[name] = times;
}
await runtime.close();
process.send?.(seconds);
