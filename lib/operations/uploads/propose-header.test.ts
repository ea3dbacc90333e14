import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { OWNER } from '../../../tests/kit/actors.ts';
import { startProduct, type TestProduct } from '../../../tests/kit/product.ts';
import { textWorkbook } from '../../adapters/xlsx/workbook.test-kit.ts';
import { viewHeaderStep } from '../../commands/console/export-steps/header.ts';
import { completeUpload, rereadFile } from '../../commands/console/uploads.ts';
import { perform } from '../../commands/perform.ts';
import { saveMapping } from '../../commands/rows/mappings.ts';
import { createUpload } from '../../commands/rows/uploads.ts';
import { countShapes } from './count-row-shapes.ts';
import { appendToUpload, beginUpload } from './receive-upload.ts';

const TITLES = 'Export Bestellungen KW 47\nErstellt am 23.11.2026 06:00\n';
const ORDERS = `${TITLES}Anrede;Name;Name;Betrag;Ort\nHerr;Jörg;Müller;12,50;Köln\nFrau;Anna;Schäfer;1,20;Ulm\nSumme;;;13,70;\n`;

async function complete({ runtime }: TestProduct, text: string) {
  const folder = randomUUID();
  const bytes = Buffer.from(text);
  await beginUpload({ folder, name: 'orders.csv', bytes: bytes.length }, runtime);
  await appendToUpload(folder, 0, Readable.from([bytes]), runtime);
  return perform(completeUpload, { folder }, OWNER, runtime);
}

test('in the console, titles are skipped, equal names are numbered, and a total is reported', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await complete(product, ORDERS);
  expect(upload).toMatchObject({
    delimiter: ';',
    headerRow: 3,
    header: ['Anrede', 'Name', 'Name (2)', 'Betrag', 'Ort'],
  });
  expect(upload.start.line).toBe(3);
  const step = await perform(viewHeaderStep, { upload: upload.id }, OWNER, runtime);
  expect(step).toMatchObject({ numbered: ['Name (2)'], isInUse: false });
  const shapes = await countShapes(runtime.rowsOf(upload), upload.start, new AbortController().signal);
  expect(shapes).toMatchObject({ records: 3, totalRecord: 3 });
  await perform(rereadFile, { upload: upload.id, delimiter: ';', headerRow: 4 }, OWNER, runtime);
  expect((await runtime.uploads.get(upload.id)).header).toEqual(['Herr', 'Jörg', 'Müller', '12,50', 'Köln']);
});

test('the header of a saved mapping is found in any row', async () => {
  const product = await startProduct();
  const rows = 'a,b\nc,d\n';
  const first = await complete(product, `x1,y1\n${rows}`);
  expect(first.headerRow).toBe(1);
  const matching = { mapping: { x1: 'em', y1: null }, constants: {} };
  await perform(saveMapping, { upload: first.id, ...matching }, OWNER, product.runtime);
  const next = await complete(product, `Report,of,all\nmany,words,here\nx1,y1\n${rows}`);
  expect(next).toMatchObject({ headerRow: 3, header: ['x1', 'y1'] });
});

test('the header of a sheet can be chosen among its first filled rows, whatever their numbers', async () => {
  const { runtime } = await startProduct();
  const above = Array.from({ length: 24 }, () => undefined);
  const workbook = textWorkbook([...above, ['Report'], ['Wer', 'Was'], ['a', 'b'], ['c', 'd']]);
  const content = Readable.from([workbook]);
  const { id, header } = await perform(createUpload, { name: 'x.xlsx', content, header_row: 26 }, OWNER, runtime);
  expect(header).toEqual(['Wer', 'Was']);
  await perform(rereadFile, { upload: id, sheet: 'Orders', headerRow: 27 }, OWNER, runtime);
  expect(await runtime.uploads.get(id)).toMatchObject({ headerRow: 27, header: ['a', 'b'] });
  await expect(perform(rereadFile, { upload: id, headerRow: 24 }, OWNER, runtime)).rejects.toMatchObject({
    code: 'header_row_missing',
  });
});

test('a file with only a header is received, and has no records', async () => {
  const product = await startProduct();
  const upload = await complete(product, 'Wer;Was\n');
  const shapes = await countShapes(product.runtime.rowsOf(upload), upload.start, new AbortController().signal);
  expect(shapes).toMatchObject({ records: 0, totalRecord: null });
});

test('for programs, the first row is the header, and equal names are refused', async () => {
  const { runtime } = await startProduct();
  const create = (text: string) =>
    perform(createUpload, { name: 'x.csv', content: Readable.from([Buffer.from(text)]) }, OWNER, runtime);
  expect((await create(`${TITLES}Foo;Bar;Bar\n1;2;3\n`)).header).toEqual(['Export Bestellungen KW 47']);
  await expect(create('Name;em;Name\na;b;c\n')).rejects.toMatchObject({ code: 'duplicate_columns' });
});
