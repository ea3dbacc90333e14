import { Product } from '../kit/product.ts';
import { refusingProxy, type SandboxProxy, untrustedProxy } from '../kit/sandbox/sandbox-proxy.ts';
import { compare } from './compare.ts';
import { type Cell, expectedFirst, expectedResumed, POSITIONS, SIZES, VALID_RECORDS } from './expected.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: String(SIZES[0]), PINTD_CALLS_IN_FLIGHT: '1' };

export function nameOf({ fault, position, skipInvalid }: Cell): string {
  return `${fault.name}, ${position} batch, skip ${skipInvalid ? 'on' : 'off'}`;
}

/** Runs one cell. Returns the differences from the expectation, one line each. */
export async function runCell(cell: Cell, dataDir: string): Promise<string[]> {
  const { fault, skipInvalid } = cell;
  const index = POSITIONS.indexOf(cell.position);
  let proxy: SandboxProxy | undefined;
  const baseUrl = async (url: string) => {
    if (fault.proxy) proxy = await (fault.proxy === 'refusing' ? refusingProxy : untrustedProxy)(url, index);
    return proxy?.url ?? url;
  };
  const product = await Product.open({ dataDir, settings: SETTINGS, baseUrl });
  try {
    product.sandbox.setScript(fault.rules(idsOf(index)));
    const job = await product.run(await product.export(csv(skipInvalid), { skip_invalid_record: skipInvalid }));
    const faults = await compare(product, job, expectedFirst(cell), product.skippedMs / 1000);
    if (fault.reaction.kind !== 'stops') return faults;
    if (!fault.proxy) product.sandbox.setScript([]);
    await proxy?.restore();
    const resumed = await product.run(job);
    return [...faults, ...(await compare(product, resumed, expectedResumed(cell)))];
  } finally {
    await product.close();
    await proxy?.close();
  }
}

/** The event ids of the failing batch. */
function idsOf(index: number): string[] {
  const first = SIZES.slice(0, index).reduce((sum, size) => sum + size, 1);
  return Array.from({ length: SIZES[index] ?? 0 }, (_, offset) => `e${first + offset}`);
}

/** With skip on, two records among the valid ones are invalid; with skip off, one after them is, and stops the job. */
function csv(skipInvalid: boolean): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const good = (id: number) => `checkout,web,${time},e${id},user${id}@shop.example`;
  const bad = `checkout,web,${time},bad,no-address`;
  const lines = Array.from({ length: VALID_RECORDS }, (_, index) => good(index + 1));
  if (skipInvalid) lines.splice(5, 0, bad, bad);
  else lines.push(bad, good(VALID_RECORDS + 1), good(VALID_RECORDS + 2));
  return `${['event_name,action_source,event_time,event_id,em', ...lines].join('\n')}\n`;
}
