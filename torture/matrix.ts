import type { CampaignOptions } from './kit/campaign.ts';
import { mapConcurrently } from './kit/concurrency.ts';
import { Findings, type Row } from './kit/findings.ts';
import { dataDirIn } from './kit/product.ts';
import { type Cell, POSITIONS } from './matrix/expected.ts';
import { FAULTS } from './matrix/faults.ts';
import { nameOf, runCell } from './matrix/run-cell.ts';

const AT_A_TIME = 6;

/**
 * Each fault of the receiving service in the first, a middle and the last batch, with skip invalid records on and off.
 */
export async function run({ scale, folder }: CampaignOptions): Promise<Row[]> {
  const all = cells();
  // The slow cells take two minutes but only wait, so they run in parallel with the others.
  const allSlow = all.filter(({ fault }) => fault.isSlow);
  const slow = allSlow.slice(0, Math.ceil(allSlow.length * scale));
  const quick = all.filter(({ fault }) => !fault.isSlow);
  const [first, second] = await Promise.all([runAll(quick, folder, AT_A_TIME), runAll(slow, folder, slow.length)]);
  const findings = new Findings('matrix');
  findings.note('kinds of fault', FAULTS.length - 1); // the first one is `no fault`
  findings.none(`cells with an unexpected result, of ${quick.length + slow.length}`, [...first, ...second]);
  return findings.rows;
}

function cells(): Cell[] {
  return FAULTS.flatMap((fault) =>
    POSITIONS.flatMap((position) => [true, false].map((skipInvalid) => ({ fault, position, skipInvalid }))),
  );
}

async function runAll(list: readonly Cell[], folder: string, atATime: number): Promise<string[]> {
  const faults = await mapConcurrently(atATime, list, async (cell) => {
    const name = nameOf(cell);
    const cellFaults = await runCell(cell, dataDirIn(folder, name)).catch((error: unknown) => [String(error)]);
    return cellFaults.length > 0 ? [`${name}: ${cellFaults.join(', ')}`] : [];
  });
  return faults.flat();
}
