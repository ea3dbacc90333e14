import { z } from 'zod';
import { resultFile } from '../../runtime/queries/result-file.ts';
import { flag } from '../flag.ts';
import { route } from '../route.ts';

/** A query's result as it was frozen, whole or its first records; values are as they are. */

const limit = z.coerce.number<number>().int().min(1).optional();
const lines = z.object({ limit, header: flag.default(true), null: z.string().max(100).default('') });

export const getResultCsv = route({
  id: 'getResultCsv',
  method: 'GET',
  path: '/jobs/{job}/result.csv',
  tag: 'jobs',
  input: lines,
  answer: 'csv',
  run: ({ job, null: missing, ...asked }, runtime) => resultFile(runtime, job, { type: 'csv', missing, ...asked }),
});

export const getResultTsv = route({
  id: 'getResultTsv',
  method: 'GET',
  path: '/jobs/{job}/result.tsv',
  tag: 'jobs',
  input: lines,
  answer: 'tsv',
  run: ({ job, null: missing, ...asked }, runtime) => resultFile(runtime, job, { type: 'tsv', missing, ...asked }),
});

export const getResultJson = route({
  id: 'getResultJson',
  method: 'GET',
  path: '/jobs/{job}/result.json',
  tag: 'jobs',
  input: z.object({ limit }),
  answer: 'json',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'json', limit }),
});

/** An array a record, below one of the names of the columns, of which two may be the same. */
export const getResultLines = route({
  id: 'getResultLines',
  method: 'GET',
  path: '/jobs/{job}/result.jsonl',
  tag: 'jobs',
  input: z.object({ limit }),
  answer: 'jsonl',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'jsonl', limit }),
});

/** An array a record, its values of their types. */
export const getResultMsgpack = route({
  id: 'getResultMsgpack',
  method: 'GET',
  path: '/jobs/{job}/result.msgpack',
  tag: 'jobs',
  input: z.object({ limit }),
  answer: 'msgpack',
  run: ({ job, limit }, runtime) => resultFile(runtime, job, { type: 'msgpack', limit }),
});
