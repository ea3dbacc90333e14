// Reads a CSV file and discards the rows: csv-parse, papaparse, or the product's own reader. Arguments: READER FILE
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import Papa from 'papaparse';
import { readHeader, readRows } from '#lib/adapters/csv/csv-source.ts';
import { reportCost } from '../kit/cost.ts';

const READERS: Readonly<Record<string, (path: string) => Promise<number>>> = {
  'csv-parse': async (path) => {
    let records = 0;
    for await (const _ of createReadStream(path).pipe(parse({ columns: true }))) records += 1;
    return records;
  },
  papaparse: async (path) => {
    let records = 0;
    const rows = Papa.parse(Papa.NODE_STREAM_INPUT, { header: true });
    for await (const _ of createReadStream(path, 'utf8').pipe(rows)) records += 1;
    return records;
  },
  own: async (path) => {
    let records = 0;
    const { header, delimiter, cursor } = await readHeader(path, { isKnown: () => true });
    for await (const rows of readRows(path, { delimiter, columnCount: header.length, from: cursor }))
      records += rows.length;
    return records;
  },
};

const [reader = '', path = ''] = process.argv.slice(2);
await reportCost(async () => ({ records: (await READERS[reader]?.(path)) ?? 0 }));
