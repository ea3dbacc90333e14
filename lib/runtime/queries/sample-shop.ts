import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { SAMPLE_DATABASE, sampleShop } from '../../core/audience/sample/sample-shop.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import { pushAudience } from '../../operations/audience/push-audience.ts';
import { runParentSegment } from '../../operations/audience/run-parent-segment.ts';
import { sandboxAuthentication } from '../../operations/authentications/choose-authentication.ts';
import { importTable } from '../../operations/workbench/import-table.ts';
import type { Runtime } from '../runtime.ts';
import { importOptions } from './workbench.ts';

const FOLDER = resolve(fileURLToPath(import.meta.url), '../../../../examples/audience');
const PARENT_NAME = 'Sample shop';
const FILES = [
  'sample-shop.yml',
  'segments/sample-shop/recent-buyers.yml',
  'segments/sample-shop/buyers-to-win-back.yml',
  'segments/sample-shop/Newsletter/subscribers.yml',
];
/** The line of the files that names an authentication. */
const CONNECTION = 'connection: Sandbox';

export interface SampleShop {
  readonly parentSegment: ParentSegment;
  readonly tables: readonly string[];
  /** The job of its build. */
  readonly job: number;
}

/**
 * Creates or replaces the tables of the sample shop, with orders up to now, and builds its parent segment.
 * The parent segment with its segments and activation is created only if there is none with its name, so that an
 * existing one keeps the changes of people.
 */
export async function loadSampleShop(runtime: Runtime, connector: Connector): Promise<SampleShop> {
  const tables = await loadSampleShopTables(runtime);
  const { name: connection } = await sandboxAuthentication(runtime.authentications, connector.type);
  if (!(await runtime.parentSegments.findByName(PARENT_NAME))) await createParentSegment(runtime, connection);
  const parentSegment = await runtime.parentSegments.findByName(PARENT_NAME);
  if (!parentSegment) throw new UserError('parent_segment_unknown', { name: PARENT_NAME });
  return { parentSegment, tables, job: await buildOf(runtime, parentSegment) };
}

/** Creates or replaces the tables of the sample shop, and returns their names. */
export async function loadSampleShopTables(runtime: Runtime): Promise<readonly string[]> {
  const { workbench, clock } = runtime;
  await workbench.createMissingDatabase(SAMPLE_DATABASE);
  const shop = Object.entries(sampleShop(clock.now()));
  for (const [table, lines] of shop) {
    const content = Readable.from([Buffer.from(`${lines.join('\n')}\n`)]);
    await importTable(content, { database: SAMPLE_DATABASE, table, fileName: `${table}.csv` }, importOptions(runtime));
  }
  return shop.map(([table]) => `${SAMPLE_DATABASE}.${table}`);
}

async function createParentSegment(runtime: Runtime, connection: string): Promise<void> {
  const files = await Promise.all(
    FILES.map(async (path) => {
      const text = await readFile(join(FOLDER, path), 'utf8');
      // A function, because `$` in a replacement text has a meaning of its own.
      return { path, text: text.replace(CONNECTION, () => `connection: ${JSON.stringify(connection)}`) };
    }),
  );
  const { findings } = await pushAudience(runtime, files, { dryRun: false });
  const [finding] = findings;
  if (finding) throw new UserError(finding.code, finding.params);
}

/** The job of the unfinished build, if there is one, or of a new build. */
function buildOf(runtime: Runtime, { id }: ParentSegment): Promise<number> {
  return runtime.inOneTransaction(async () => {
    const unfinished = await runtime.plannedRuns.unfinishedJob({ kind: 'parent_segment', id });
    return unfinished ?? (await runParentSegment(runtime, id)).id;
  });
}
