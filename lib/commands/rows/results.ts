import { z } from 'zod';
import { defineRoute } from '../../api/route.ts';
import { resultFile } from '../../runtime/queries/result-file.ts';
import { booleanInput } from '../inputs/boolean-input.ts';

/** The frozen result of a query, complete or its first records; values are not masked. */

const limit = z.coerce.number<number>().int().min(1).optional();
const lines = z.object({ limit, header: booleanInput.default(true), null: z.string().max(100).default('') });

export const getResultCsv = defineRoute({
  id: 'getResultCsv',
  method: 'GET',
  path: '/jobs/{job}/result.csv',
  tag: 'jobs',
  input: lines,
  answer: 'csv',
  run: ({ job, null: missing, ...options }, runtime) => resultFile(runtime, job, { type: 'csv', missing, ...options }),
});

export const getResultTsv = defineRoute({
  id: 'getResultTsv',
  method: 'GET',
  path: '/jobs/{job}/result.tsv',
  tag: 'jobs',
  input: lines,
  answer: 'tsv',
  run: ({ job, null: missing, ...options }, runtime) => resultFile(runtime, job, { type: 'tsv', missing, ...options }),
});

export const getResultJson = defineRoute({
  id: 'getResultJson',
  method: 'GET',
  path: '/jobs/{job}/result.json',
  tag: 'jobs',
  input: z.object({ limit }),
  answer: 'json',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'json', limit }),
});

/** One array per record, after one of the column names, which may contain duplicates. */
export const getResultLines = defineRoute({
  id: 'getResultLines',
  method: 'GET',
  path: '/jobs/{job}/result.jsonl',
  tag: 'jobs',
  input: z.object({ limit }),
  answer: 'jsonl',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'jsonl', limit }),
});

/** One array per record, with typed values. */
export const getResultMsgpack = defineRoute({
  id: 'getResultMsgpack',
  method: 'GET',
  path: '/jobs/{job}/result.msgpack',
  tag: 'jobs',
  input: z.object({ limit }),
  answer: 'msgpack',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'msgpack', limit }),
});
