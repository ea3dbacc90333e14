import { z } from 'zod';
import { resultFile } from '../../runtime/queries/result-file.ts';
import { defineCommand, idNumber } from '../command.ts';
import { booleanInput } from '../inputs/boolean-input.ts';

/** The frozen result of a query, all of it or the first records; values are not masked. */

const limit = z.coerce.number<number>().int().min(1).optional();
const lines = z.object({ limit, header: booleanInput.default(true), null: z.string().max(100).default('') });

export const getResultCsv = defineCommand({
  id: 'getResultCsv',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: lines.extend({ job: idNumber }),
  answer: 'csv',
  run: ({ job, null: missing, ...options }, runtime) => resultFile(runtime, job, { type: 'csv', missing, ...options }),
});

export const getResultTsv = defineCommand({
  id: 'getResultTsv',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: lines.extend({ job: idNumber }),
  answer: 'tsv',
  run: ({ job, null: missing, ...options }, runtime) => resultFile(runtime, job, { type: 'tsv', missing, ...options }),
});

export const getResultJson = defineCommand({
  id: 'getResultJson',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({ job: idNumber, limit }),
  answer: 'json',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'json', limit }),
});

/** An array of the column names, which may contain duplicates, then an array per record. */
export const getResultLines = defineCommand({
  id: 'getResultLines',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({ job: idNumber, limit }),
  answer: 'jsonl',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'jsonl', limit }),
});

/** An array per record, with typed values. */
export const getResultMsgpack = defineCommand({
  id: 'getResultMsgpack',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({ job: idNumber, limit }),
  answer: 'msgpack',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'msgpack', limit }),
});
