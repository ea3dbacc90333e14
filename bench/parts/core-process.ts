// Reads, maps, validates, hashes and stringifies in one thread, as an export does; nothing is sent.
// Arguments: FILE [--stages]. With --stages it reports the share of processor time of each stage, by sampling.
import { Session } from 'node:inspector/promises';
import { readHeader, readRows } from '#lib/adapters/csv/csv-source.ts';
import { prepareEffects } from '#lib/adapters/delivery/sha256.ts';
import { connectors } from '#lib/connectors/registry.ts';
import { recordCountOf } from '#lib/core/delivery/outcome-table.ts';
import { BY_NAME, isKnownColumn } from '#lib/core/record/plan.ts';
import { prepareFile } from '#lib/operations/delivery/prepare-file.ts';
import { reportCost } from '../kit/cost.ts';
import { sharesOf } from '../kit/shares.ts';

const [path = '', stages] = process.argv.slice(2);
const [connector] = connectors;
if (!connector) throw new Error('no connector');

const { header, delimiter, cursor } = await readHeader(path, { isKnown: isKnownColumn(connector.fields) });
const source = { header, rows: () => readRows(path, { delimiter, columnCount: header.length, from: cursor }) };
const job = {
  ...BY_NAME,
  referenceTime: Math.floor(Date.now() / 1000),
  skipInvalidRecord: true,
  maxEvents: 1000,
  maxBytes: 2_000_000,
};
const file = prepareFile(job, { connector, source, effects: prepareEffects, firstWarnedAt: new Map() });

async function prepareAll() {
  let recordCount = 0;
  for await (const { events, invalid } of file.chunks(cursor)) recordCount += events.count + recordCountOf(invalid);
  return { records: recordCount };
}

if (stages === undefined) await reportCost(prepareAll);
else {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await prepareAll();
  const { profile } = await session.post('Profiler.stop');
  process.send?.(sharesOf(profile));
}
