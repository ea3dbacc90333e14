import type { CampaignOptions } from './kit/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';
import { inLanes } from './kit/lanes.ts';
import { dataDirIn } from './kit/product.ts';
import { nameOf, play } from './matrix/cell.ts';
import { type Cell, PLACES } from './matrix/expected.ts';
import { FAULTS } from './matrix/faults.ts';

const AT_A_TIME = 6;

/** G4. Each fault of the other side, at the first, a middle and the last batch, with skip invalid records on and off. */
export async function run({ scale, folder }: CampaignOptions): Promise<Row[]> {
  const all = cells();
  // The slow ones take two minutes and next to nothing else: they run beside the others.
  const slow = all.filter(({ fault }) => fault.slow).filter((_, index) => index < Math.ceil(6 * scale));
  const quick = all.filter(({ fault }) => !fault.slow);
  const [first, second] = await Promise.all([playAll(quick, folder, AT_A_TIME), playAll(slow, folder, slow.length)]);
  const findings = new Findings('matrix');
  findings.note('kinds of fault', FAULTS.length - 1);
  findings.none(`of ${quick.length + slow.length} cells, those that ended otherwise than asserted`, [
    ...first,
    ...second,
  ]);
  return findings.rows;
}

export function cells(): Cell[] {
  return FAULTS.flatMap((fault) =>
    PLACES.flatMap((place) => [true, false].map((skipInvalid) => ({ fault, place, skipInvalid }))),
  );
}

async function playAll(list: readonly Cell[], folder: string, atATime: number): Promise<string[]> {
  const faults = await inLanes(atATime, list, async (cell) => {
    const name = nameOf(cell);
    const found = await play(cell, dataDirIn(folder, name)).catch((error: unknown) => [String(error)]);
    return found.length > 0 ? [`${name}: ${found.join(', ')}`] : [];
  });
  return faults.flat();
}
