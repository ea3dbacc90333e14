import type { Connector } from '../../core/connector/connector.ts';
import {
  type ByteEffects,
  type ChunkLimits,
  cutChunks,
  gatherEvents,
  type Preparation,
} from '../../core/delivery/batch.ts';
import type { Job } from '../../core/job/job.ts';
import { BlockPreparer, FILE_SLOTS } from '../../core/preparation/block-preparer.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import { compilePlan, countColumns } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { PreparedFile } from './run.ts';

/** The frozen members of a job on which its batches depend. */
export type FrozenJob = Pick<
  Job,
  'mapping' | 'constants' | 'referenceTime' | 'skipInvalidRecord' | 'maxEvents' | 'maxBytes'
>;

export interface PrepareFileOptions {
  readonly connector: Connector;
  readonly source: RowSource;
  readonly effects: PrepareEffects & ByteEffects;
  /** The record of each once-per-file warning that an earlier execution gave. */
  readonly firstWarnedAt: ReadonlyMap<string, number>;
}

/** Prepares a job's file for sending. Throws UserError if the mapping does not fit the header. */
export function prepareFile(
  job: FrozenJob,
  { connector, source, effects, firstWarnedAt }: PrepareFileOptions,
): PreparedFile {
  const plan = compilePlan(connector.fields, source.header, job);
  const options = {
    plan,
    rules: connector.recordRules,
    oncePerFile: connector.oncePerFile,
    identity: connector.identity,
    firstWarnedAt: new Map(firstWarnedAt),
    now: job.referenceTime,
    effects,
  };
  const newPreparation = (): Preparation => {
    const preparer = new BlockPreparer(options, { kernel: effects.newKernel(), slotCount: FILE_SLOTS });
    return { prepare: (block) => preparer.prepare(block), frame: connector.bodyFrame, effects };
  };
  let batchPreparation: Preparation | undefined;
  const { maxEvents, maxBytes, skipInvalidRecord: skipInvalid } = job;
  const limits: ChunkLimits = { maxEvents, maxBytes, skipInvalid };
  return {
    columns: countColumns(plan),
    chunks: (from) => cutChunks(source.rows(from), from, newPreparation(), limits),
    eventsOf: ({ from, endByte, leftOut }) => {
      batchPreparation ??= newPreparation();
      return gatherEvents(source.rows(from, endByte), new Set(leftOut), batchPreparation);
    },
    close: () => {},
  };
}
