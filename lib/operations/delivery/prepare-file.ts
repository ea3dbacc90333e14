import type { Connector } from '../../core/connector/connector.ts';
import {
  type ByteEffects,
  type ChunkLimits,
  cutChunks,
  gatherEvents,
  type Preparation,
} from '../../core/delivery/batch.ts';
import type { Job } from '../../core/job/job.ts';
import { compilePlan, countColumns } from '../../core/record/plan.ts';
import { createPrepare, type PrepareEffects } from '../../core/record/prepare.ts';
import type { RowSource } from '../../core/record/row.ts';
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
  /** From an earlier execution: the record of each once-per-file warning. */
  readonly firstWarnedAt: ReadonlyMap<string, number>;
}

/** Prepares a job's file for sending. Throws UserError if the mapping does not fit the header. */
export function prepareFile(
  job: FrozenJob,
  { connector, source, effects, firstWarnedAt }: PrepareFileOptions,
): PreparedFile {
  const plan = compilePlan(connector.fields, source.header, job);
  const prepare = createPrepare({
    plan,
    rules: connector.recordRules,
    oncePerFile: connector.oncePerFile,
    firstWarnedAt: new Map(firstWarnedAt),
    now: job.referenceTime,
    effects,
  });
  const preparation: Preparation = { prepare, identityOf: connector.identityOf, frame: connector.bodyFrame, effects };
  const { maxEvents, maxBytes, skipInvalidRecord: skipInvalid } = job;
  const limits: ChunkLimits = { maxEvents, maxBytes, skipInvalid };
  return {
    columns: countColumns(plan),
    chunks: (from) => cutChunks(source.rows(from), from, preparation, limits),
    eventsOf: ({ from, endByte, leftOut }) => gatherEvents(source.rows(from, endByte), new Set(leftOut), preparation),
    close: () => {},
  };
}
