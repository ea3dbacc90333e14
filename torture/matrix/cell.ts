import { type Front, refusingFront, untrustedFront } from '../kit/front.ts';
import { Product } from '../kit/product.ts';
import { compare } from './compare.ts';
import { type Cell, expectedFirst, expectedResumed, GOOD, PLACES, SIZES } from './expected.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: String(SIZES[0]), PINTD_CALLS_IN_FLIGHT: '1' };

export function nameOf({ fault, place, skipInvalid }: Cell): string {
  return `${fault.name}, ${place} batch, skip ${skipInvalid ? 'on' : 'off'}`;
}

/** Plays one cell. Gives what was not as it has to be, a line each. */
export async function play(cell: Cell, dataDir: string): Promise<string[]> {
  const { fault, skipInvalid } = cell;
  const index = PLACES.indexOf(cell.place);
  let front: Front | undefined;
  const baseUrl = async (url: string) => {
    if (fault.front) front = await (fault.front === 'refusing' ? refusingFront : untrustedFront)(url, index);
    return front?.url ?? url;
  };
  const product = await Product.open({ dataDir, settings: SETTINGS, baseUrl });
  try {
    product.sandbox.setScript(fault.rules(idsOf(index)));
    const job = await product.run(await product.export(csv(skipInvalid), { skip_invalid_record: skipInvalid }));
    const faults = await compare(product, job, expectedFirst(cell), product.slept / 1000);
    if (fault.outcome.kind !== 'stops') return faults;
    if (!fault.front) product.sandbox.setScript([]);
    await front?.heal();
    const resumed = await product.run(job);
    return [...faults, ...(await compare(product, resumed, expectedResumed(cell)))];
  } finally {
    await product.close();
    await front?.close();
  }
}

/** The ids of the batch that is struck. */
function idsOf(index: number): string[] {
  const first = SIZES.slice(0, index).reduce((sum, size) => sum + size, 1);
  return Array.from({ length: SIZES[index] ?? 0 }, (_, offset) => `e${first + offset}`);
}

/** With skip on two records among the others are invalid; with skip off the job stops at one behind the good ones. */
function csv(skipInvalid: boolean): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const good = (id: number) => `checkout,web,${time},e${id},user${id}@shop.example`;
  const bad = `checkout,web,${time},bad,nobody`;
  const lines = Array.from({ length: GOOD }, (_, index) => good(index + 1));
  if (skipInvalid) lines.splice(5, 0, bad, bad);
  else lines.push(bad, good(GOOD + 1), good(GOOD + 2));
  return `${['event_name,action_source,event_time,event_id,em', ...lines].join('\n')}\n`;
}
