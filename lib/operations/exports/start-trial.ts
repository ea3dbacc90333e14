import { NumberedDigests } from '../../core/delivery/digests.ts';
import { UserError } from '../../core/errors.ts';
import { TEST_EVENTS } from '../../core/export/trial.ts';
import type { Job, RepeatChoice } from '../../core/job/job.ts';
import { BlockPreparer, FILE_SLOTS } from '../../core/preparation/block-preparer.ts';
import { compilePlan } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { type Selection, selectionOf } from '../../core/record/selection.ts';
import { type CreateExportOptions, createExport, refuseMissing } from './create-export.ts';
import { fixedRowsToSend, fixesBytesToSend, type RowsToSendOptions } from './export-fixes.ts';
import type { ResolvedExport } from './resolve-export.ts';

/** Options of a trial: a test sends a few test events; a rehearsal sends the whole file to the sandbox. */
export interface TrialOptions {
  readonly repeats: RepeatChoice;
  /** Length in bytes of the fixes that the person saw; undefined if none were shown. */
  readonly seenFixesBytes?: number | undefined;
}

type TrialPorts = CreateExportOptions & RowsToSendOptions;

/**
 * Creates a job that sends the first valid events of a file as test events. Throws UserError `nothing_to_test` if there
 * are none, and as `startExport` does, before any job exists.
 */
export async function startTest(
  resolved: ResolvedExport,
  { repeats, seenFixesBytes }: TrialOptions,
  ports: TrialPorts,
): Promise<Job> {
  const { upload, matching, parameters } = resolved;
  const { fixesBytes, source } = await fixedRowsToSend(ports, upload, { matching, seenFixesBytes });
  const selection = await firstValidRecords(resolved, source, repeats, ports);
  if (selection.length === 0) throw new UserError('nothing_to_test');
  const part = { parentId: null, selection };
  const asTest = { ...parameters, test_event: true };
  return createExport({ ...resolved, repeats, parameters: asTest, fixesBytes, part }, ports);
}

/**
 * Creates a job that sends the whole file to the sandbox, as it would be sent to the service. Throws as `startExport`
 * does, before any job exists.
 */
export async function startRehearsal(
  resolved: ResolvedExport,
  { repeats, seenFixesBytes }: TrialOptions,
  ports: TrialPorts,
): Promise<Job> {
  const { upload, matching, parameters } = resolved;
  const fixesBytes = await fixesBytesToSend(ports, upload, { matching, seenFixesBytes });
  return createExport({ ...resolved, repeats, parameters: { ...parameters, test_event: false }, fixesBytes }, ports);
}

/** The first valid records. Records that repeat one of them are included only if repeats are sent. */
async function firstValidRecords(
  { connector, upload, matching }: ResolvedExport,
  source: RowSource,
  repeats: RepeatChoice,
  ports: TrialPorts,
): Promise<Selection> {
  const plan = compilePlan(connector.fields, upload.header, matching);
  refuseMissing(plan.missing);
  const { recordRules: rules, oncePerFile, identity } = connector;
  const now = Math.floor(ports.clock.now() / 1000);
  const options = { plan, rules, oncePerFile, now, identity, effects: ports.effects };
  const preparer = new BlockPreparer(options, { kernel: ports.effects.newKernel(), slotCount: FILE_SLOTS });
  const records: number[] = [];
  const seen = new NumberedDigests();
  for await (const block of source.rows(upload.start)) {
    const prepared = preparer.prepare(block);
    for (let row = 0; row < block.length; row++) {
      if (prepared.errorsOf(row).length > 0) continue;
      const digest = prepared.digestOf(row);
      if (repeats !== 'keep' && seen.find(digest) !== -1) continue;
      seen.add(digest);
      records.push(block.recordOf(row));
      if (records.length === TEST_EVENTS) return selectionOf(records);
    }
  }
  return selectionOf(records);
}
