import { audienceDatabase, CUSTOMERS } from '../../core/audience/audience-database.ts';
import { type BuiltTables, tablesOfPlan } from '../../core/audience/build.ts';
import { type BuildPlan, planBuild } from '../../core/audience/build-plan.ts';
import type { BuildResult } from '../../core/audience/build-result.ts';
import type { ParentSegmentChoice } from '../../core/audience/parent-segment.ts';
import type { JobLedger } from '../../core/delivery/ledger.ts';
import { UserError } from '../../core/errors.ts';
import type { Interrupt, JobLease } from '../delivery/job-lease.ts';
import { runLeased } from '../delivery/run-leased.ts';
import { type CopyOptions, copySources } from './sources/copy-sources.ts';
import { columnsOfFiles, type SourceOptions, type TableFile, workbenchFiles } from './sources/source-tables.ts';

export interface RunBuildOptions extends SourceOptions {
  readonly ledger: JobLedger;
  readonly builds: {
    definition(
      job: number,
    ): Promise<{ readonly parentSegment: number; readonly choice: ParentSegmentChoice } | undefined>;
    complete(job: number, tables: BuiltTables, result: BuildResult): Promise<void>;
  };
  readonly trino: CopyOptions['trino'];
  readonly audienceFiles: CopyOptions['audienceFiles'] & {
    create(parentSegment: number, folder: string, tables: readonly string[]): Promise<readonly string[]>;
    publish(parentSegment: number, folder: string): Promise<void>;
    discard(parentSegment: number, folder: string): Promise<void>;
  };
  readonly engine: SourceOptions['engine'] &
    CopyOptions['engine'] & {
      build(
        request: {
          plan: BuildPlan;
          sources: readonly TableFile[];
          targets: readonly { table: string; path: string }[];
        },
        options: { signal: AbortSignal; onTable: (table: string) => void },
      ): Promise<BuildResult>;
    };
  /** A name for the folder of a new build. */
  readonly newFolder: () => string;
  readonly hasRoom: () => boolean;
}

/**
 * Executes a claimed build job: writes the tables of its parent segment next to the tables in use, then replaces those
 * in one step. A build that fails or is interrupted leaves the previous one in use.
 */
export async function runBuild(options: RunBuildOptions, interrupt: Interrupt): Promise<void> {
  const { ledger, hasRoom } = options;
  await runLeased({ ledger, hasRoom, failureCode: 'build_failed' }, interrupt, (lease) => build(lease, options));
}

async function build({ signal }: JobLease, options: RunBuildOptions): Promise<void> {
  const { ledger, builds, audienceFiles, engine, newFolder } = options;
  const definition = await builds.definition(ledger.job.id);
  if (!definition) throw new UserError('parent_segment_deleted');
  const { parentSegment, choice } = definition;
  await ledger.log('info', 'build_started', { database: audienceDatabase(parentSegment) });
  const folder = newFolder();
  try {
    const { files, filteredOut } = await sourceFiles(definition, folder, { signal }, options);
    const plan = planBuild(choice, await columnsOfFiles(files, options, signal));
    const tables = [CUSTOMERS, ...plan.behaviors.map(({ table }) => table)];
    const paths = await audienceFiles.create(parentSegment, folder, tables);
    const targets = tables.map((table, index) => ({ table, path: paths[index] ?? '' }));
    // A failure to log is ignored: if the lease is lost, its next renewal reports that.
    const onTable = (table: string) => void ledger.log('info', 'build_table', { table }).catch(() => {});
    const built = await engine.build({ plan, sources: files, targets }, { signal, onTable });
    const result = { ...built, filteredOut: built.filteredOut + filteredOut };
    signal.throwIfAborted();
    // Comes before publishing: the write fails for a former owner, which must not replace a newer build.
    await ledger.write(() => builds.complete(ledger.job.id, tablesOfPlan(plan), result));
    await ledger.log('info', 'build_success', { customers: result.customers });
  } catch (error) {
    await audienceFiles.discard(parentSegment, folder);
    throw error;
  }
  await audienceFiles.publish(parentSegment, folder);
  await ledger.finish('success', null);
}

/** The files of the tables that the build reads: tables of the workbench, or copies of Trino tables. */
async function sourceFiles(
  { parentSegment, choice }: { readonly parentSegment: number; readonly choice: ParentSegmentChoice },
  folder: string,
  { signal }: Pick<JobLease, 'signal'>,
  options: RunBuildOptions,
): Promise<{ readonly files: readonly TableFile[]; readonly filteredOut: number }> {
  if (choice.engine === 'duckdb') return { files: await workbenchFiles(choice, options), filteredOut: 0 };
  const onCopy = (table: string, recordCount: number) =>
    options.ledger.log('info', 'build_copied', { table, records: recordCount });
  return copySources(choice, { parentSegment, folder }, options, { signal, onCopy });
}
