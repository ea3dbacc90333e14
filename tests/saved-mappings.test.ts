import { randomUUID } from 'node:crypto';
import { link, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { textRows, workbookBytes } from '../lib/adapters/xlsx/workbook.test-kit.ts';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import { viewExportFile } from '../lib/commands/console/export-steps/draft.ts';
import { showSamples, viewColumnProfile } from '../lib/commands/console/export-steps/match.ts';
import { sendEvents } from '../lib/commands/console/exports.ts';
import { startReview, viewAppliedMapping, viewOpenStep } from '../lib/commands/console/mappings/saved-mappings.ts';
import { fixRecords, viewReview, viewReviewRows } from '../lib/commands/console/reviews.ts';
import { completeUpload, rereadFile } from '../lib/commands/console/uploads.ts';
import { perform } from '../lib/commands/perform.ts';
import { createExport } from '../lib/commands/rows/exports.ts';
import { saveMapping } from '../lib/commands/rows/mappings.ts';
import { runQuery } from '../lib/commands/rows/queries.ts';
import { createUpload, previewUpload, validateUpload } from '../lib/commands/rows/uploads.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Job } from '../lib/core/job/job.ts';
import type { Upload } from '../lib/core/upload/upload.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { makeSavedFixes } from '../lib/operations/mappings/saved-fixes.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { countShapes } from '../lib/operations/uploads/count-row-shapes.ts';
import { appendToUpload, beginUpload } from '../lib/operations/uploads/receive-upload.ts';
import { OWNER } from './kit/actors.ts';
import { settingsOf } from './kit/elsewhere.ts';
import { ACCOUNT, startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

/** After a messy file is matched and fixed once, console, API and shell treat the next file alike. */

const TIME = Math.floor(Date.now() / 1000) - 3600;
const signal = new AbortController().signal;

const COLUMNS = 'Bestellnummer;Zeit;Ereignis;Kanal;Name;Name;E-Mail;Betrag';
const MAPPING = {
  Bestellnummer: ['event_id', 'order_id'],
  Zeit: { field: 'event_time' },
  Ereignis: { field: 'event_name', values: { Kauf: 'checkout', Retoure: null } },
  Kanal: { field: 'action_source', values: { Filiale: 'offline' } },
  Name: 'fn',
  'Name (2)': 'ln',
  'E-Mail': 'em',
  Betrag: { field: 'value', decimals: 'comma' },
};

/** A file in Windows-1252, with title rows, two columns of the same name, decimal commas and milliseconds. */
function fileOf(week: string, { columns = COLUMNS, moreLines = [] as readonly string[] } = {}): Buffer {
  const row = (id: number, event: string) =>
    `${week}-${id};${TIME + id}000;${event};Filiale;Jörg;Müller;${week}${id}@post.example;1.299,5${id}`;
  const lines = [
    `Export für Köln, ${week}`,
    'Zürich;Größe',
    columns,
    row(1, 'Kauf'),
    row(2, 'Retoure'),
    row(3, 'kauf'),
    ...moreLines,
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

async function uploadInConsole(
  { runtime }: TestProduct,
  name: string,
  bytes: Buffer,
  declared: { readonly encoding?: string } = {},
): Promise<Upload> {
  const folder = randomUUID();
  await beginUpload({ folder, name: `${name}.csv`, bytes: bytes.length }, runtime);
  await appendToUpload(folder, 0, Readable.from([bytes]), runtime);
  return perform(completeUpload, { folder, ...declared }, OWNER, runtime);
}

async function sendInConsole(product: TestProduct, upload: number): Promise<Job> {
  const { runtime } = product;
  const review = await runtime.reviews.find(upload);
  if (!review) throw new Error('not reviewed');
  const { mapping, constants, fixesBytes: seen } = review;
  const request = { ...(await targetOf(product)), upload, mapping, constants, seen, alreadyAccepted: 'send' } as const;
  const id = await perform(sendEvents, request, OWNER, runtime);
  return product.run((await runtime.jobs.find(id)) as Job);
}

async function targetOf({ runtime }: TestProduct) {
  const [authentication] = await runtime.authentications.list();
  const parameters = { ad_account_id: ACCOUNT, test_event: false, skip_invalid_record: true };
  return { authentication: authentication?.id ?? 0, parameters };
}

/** Matches, repairs and sends the first file manually. */
async function sendFirstWeek(product: TestProduct): Promise<void> {
  const { runtime } = product;
  const upload = await uploadInConsole(product, 'kw47', fileOf('kw47'));
  expect(upload).toMatchObject({ encoding: 'windows-1252', headerRow: 3 });
  await perform(startReview, { upload: upload.id, mapping: MAPPING, constants: {} }, OWNER, runtime);
  await runReviews(product.runtime);
  const edit = { kind: 'repair', column: 'Zeit', repair: 'to_seconds' } as const;
  await perform(fixRecords, { upload: upload.id, edit, fixesBytes: 0 }, OWNER, runtime);
  await runReviews(product.runtime);
  const job = await sendInConsole(product, upload.id);
  expect(job).toMatchObject({ state: 'success', records: { read: 3, accepted: 2, invalid: 0 } });
}

/** The events that the sandbox has received since it had `before` of them, newest first. */
async function eventsSince({ sandbox }: TestProduct, before: number): Promise<readonly unknown[]> {
  const events = await sandbox.events();
  return events.slice(0, events.length - before).map(({ event }) => event);
}

test('the mapping, the reading and the fixes are saved, and applied to the next file without a click', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product);
  expect(await runtime.savedMappings.list()).toMatchObject([
    {
      name: 'kw47',
      reading: { encoding: 'windows-1252', numbersDuplicates: true },
      fixes: [{ kind: 'repair', column: 'Zeit', repair: 'to_seconds' }],
    },
  ]);
  const next = await uploadInConsole(product, 'kw48', fileOf('kw48'));
  expect(await perform(viewOpenStep, { upload: next.id, signal }, OWNER, runtime)).toBe('review');
  await runReviews(product.runtime);
  expect((await runtime.reviews.find(next.id))?.tally).toMatchObject({ ready: 2, invalid: 0, leftOut: 1 });
  const applied = await perform(viewAppliedMapping, { upload: next.id }, OWNER, runtime);
  expect(applied).toEqual({ name: 'kw47', values: 3, fixes: 1, fixed: 3 });
  expect(await sendInConsole(product, next.id)).toMatchObject({ state: 'success', records: { accepted: 2 } });
  expect(await runtime.savedMappings.list()).toHaveLength(1);
});

test('fixes of a saved mapping are attributed to it, and Match shows the fixed values', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product);
  const timesOf = async (upload: number) => {
    const samples = await perform(showSamples, { upload }, OWNER, runtime);
    const onProgress = () => {};
    const { columns } = await perform(viewColumnProfile, { upload, signal, onProgress }, OWNER, runtime);
    const ofTimes = ({ column }: { readonly column: string }) => column === 'Zeit';
    return [samples.find(ofTimes)?.values, columns.find(ofTimes)?.values?.map(({ text }) => text)].flat();
  };
  const { id: wider } = await uploadInConsole(product, 'kw48', fileOf('kw48', { columns: `${COLUMNS};Telefon` }));
  const { id: upload } = await uploadInConsole(product, 'kw48', fileOf('kw48'));
  for (const id of [wider, upload])
    expect((await timesOf(id)).filter((text) => !/^\d{10}$/.test(text ?? ''))).toEqual([]);

  await perform(viewOpenStep, { upload, signal }, OWNER, runtime);
  await runReviews(product.runtime);
  const view = await perform(viewReview, { upload }, OWNER, runtime);
  expect(view).toMatchObject({ fixedByMapping: 3, records: { fixed: 3 } });
  const edit = { kind: 'cell', record: 1, column: 'Zeit', value: String(Math.floor(Date.now() / 1000) - 60) } as const;
  const edited = await perform(fixRecords, { upload, edit, fixesBytes: view.fixesBytes }, OWNER, runtime);
  expect(edited).toMatchObject({ row: { isFixedByMapping: false }, view: { fixedByMapping: 2 } });
  const { rows } = await perform(viewReviewRows, { upload, records: [2] }, OWNER, runtime);
  expect(rows).toMatchObject([{ fixed: ['Zeit'], isFixedByMapping: true }]);
  expect(await timesOf(upload)).not.toContain(edit.value);
  await runtime.drafts.keep(upload, { mapping: {}, constants: {}, withoutSaved: true });
  expect((await timesOf(upload)).filter((text) => !/^\d{13}$/.test(text ?? ''))).toEqual([]);
});

test('console, API and shell send the same events with the saved mapping', async () => {
  const product = await startProduct();
  const { runtime, sandbox } = product;
  await sendFirstWeek(product);
  const bytes = fileOf('kw48');
  const sent: (readonly unknown[])[] = [];
  const collectEvents = async (work: () => Promise<unknown>) => {
    const before = (await sandbox.events()).length;
    await work();
    sent.push(await eventsSince(product, before));
  };
  await collectEvents(async () => {
    const { id } = await uploadInConsole(product, 'kw48', bytes);
    await runReviews(product.runtime);
    await sendInConsole(product, id);
  });
  await collectEvents(async () => {
    const file = { name: 'kw48.csv', content: Readable.from([bytes]), mapping: 'kw47' };
    const { id: upload } = await perform(createUpload, file, OWNER, runtime);
    const named = { upload, mapping: 'kw47' };
    expect(await perform(validateUpload, named, OWNER, runtime)).toMatchObject({ read: 3, valid: 2, invalid: 0 });
    const { records } = await perform(previewUpload, named, OWNER, runtime);
    expect(records[0]?.event).toMatchObject({ event_time: TIME + 1 });
    const request = { ...(await targetOf(product)), ...named, already_accepted: 'send' } as const;
    const { job_id } = await perform(createExport, request, OWNER, runtime);
    expect(await product.run((await runtime.jobs.find(job_id)) as Job)).toMatchObject({
      records: { accepted: 2, invalid: 0 },
    });
  });
  const path = join(runtime.env.dataDir, 'kw48.csv');
  await writeFile(path, bytes);
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    ...settingsOf(runtime),
    PINTEREST_API_BASE_URL: sandbox.url,
    PINTD_LOG_LEVEL: 'silent',
  };
  const result = JSON.stringify({ authentication: 'Shop', ...(await targetOf(product)).parameters });
  await collectEvents(async () => {
    const args = ['export', path, '--mapping', 'kw47', '--result', result, '--already-accepted', 'send'];
    expect(await runCommand(args, { env })).toMatchObject({ status: 0 });
  });
  const [byConsole = [], ...others] = sent;
  expect(byConsole).toHaveLength(2);
  expect(others).toEqual([byConsole, byConsole]);

  const valid = await runCommand(['validate', path, '--mapping', 'kw47', '--summary'], { env });
  expect(JSON.parse(valid.out)).toMatchObject({ read: 3, valid: 2, left_out: 1, invalid: 0 });
  const readAsUtf8 = await runCommand(['validate', path, '--mapping', 'kw47', '--encoding', 'utf-8'], { env });
  expect(readAsUtf8.out).toContain('bad_encoding');
});

test('a file opens at the step of what is new in it: a value, a column, a question, an invalid record', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product);
  const openStepOf = async (bytes: Buffer) => {
    const { id } = await uploadInConsole(product, 'next', bytes);
    const step = await perform(viewOpenStep, { upload: id, signal }, OWNER, runtime);
    return { step, file: await perform(viewExportFile, { upload: id }, OWNER, runtime) };
  };
  const value = await openStepOf(
    fileOf('kw48', { moreLines: [`kw48-4;${TIME}000;Gutschein;Filiale;A;B;a@b.test;1,5`] }),
  );
  expect(value).toMatchObject({ step: 'match', file: { savedMapping: { added: [], lost: [] } } });
  const column = await openStepOf(fileOf('kw49', { columns: `${COLUMNS};Telefon` }));
  expect(column).toMatchObject({
    step: 'match',
    file: { savedMapping: { name: 'kw47', added: ['Telefon'], lost: [] } },
  });
  const lost = await openStepOf(fileOf('kw50', { columns: COLUMNS.replace('Betrag', 'Summe') }));
  expect(lost).toMatchObject({ step: 'match', file: { savedMapping: { added: ['Summe'], lost: ['Betrag'] } } });
  const noZone = await openStepOf(
    fileOf('kw51', { moreLines: ['kw51-4;21.11.2026 14:05;Kauf;Filiale;A;B;a@b.test;1,5'] }),
  );
  expect(noZone).toMatchObject({ step: 'match' });
  const invalid = await openStepOf(
    fileOf('kw52', { moreLines: [`kw52-4;${TIME}000;Kauf;Filiale;A;B;no address;1,5`] }),
  );
  expect(invalid).toMatchObject({ step: 'review' });
  await runReviews(product.runtime);
  expect((await runtime.reviews.find(invalid.file.id))?.tally).toMatchObject({ invalid: 1, ready: 2 });
});

test('no review begins automatically while a question is open', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const lines = ['event_name,action_source,event_time,event_id,em', 'checkout,web,2026-11-21 14:05,e1,a@b.test'];
  const { id: upload } = await uploadInConsole(product, 'times', Buffer.from(lines.join('\n')));
  expect(await runtime.reviews.find(upload)).toBeUndefined();
  const mapping = { event_time: { field: 'event_time', timezone: 'Europe/Berlin' } };
  await perform(startReview, { upload, mapping, constants: {} }, OWNER, runtime);
  await runReviews(product.runtime);
  expect((await runtime.reviews.find(upload))?.tally).toMatchObject({ ready: 1 });
});

test('a person who starts over gets neither the saved mapping nor its fixes', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product);
  const { id: upload } = await uploadInConsole(product, 'kw48', fileOf('kw48'));
  await runtime.drafts.keep(upload, { mapping: {}, constants: {}, withoutSaved: true });
  const file = await perform(viewExportFile, { upload }, OWNER, runtime);
  expect(file.savedMapping).toBeNull();
  expect(await perform(viewOpenStep, { upload, signal }, OWNER, runtime)).toBeNull();
});

test('a second export of a file does not make the saved fixes again', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product);
  const file = { name: 'kw48.csv', content: Readable.from([fileOf('kw48')]), mapping: 'kw47' };
  const { id: upload } = await perform(createUpload, file, OWNER, runtime);
  const send = async () => {
    const request = { ...(await targetOf(product)), upload, mapping: 'kw47', already_accepted: 'send' } as const;
    const { job_id } = await perform(createExport, request, OWNER, runtime);
    return (await runtime.jobs.find(job_id))?.fixesBytes;
  };
  const bytes = await send();
  expect(bytes).toBeGreaterThan(0);
  expect(await send()).toBe(bytes);
});

test('fixes that another process makes while a saved mapping is applied to a large file are kept', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product);
  const [saved] = await runtime.savedMappings.list();
  if (!saved) throw new Error('no saved mapping');
  const file = { name: 'kw48.csv', content: Readable.from([fileOf('kw48')]), mapping: 'kw47' };
  const { id } = await perform(createUpload, file, OWNER, runtime);
  const upload = await runtime.uploads.get(id);
  const connector = connectorOf(saved.connector);
  await beginReview({ connector, upload, matching: saved }, runtime);
  await runReviews(product.runtime);
  const edit = { kind: 'cell', record: 1, column: 'E-Mail', value: 'fixed@post.example' } as const;
  let isEdited = false;
  const rowsOf: typeof runtime.rowsOf = (readUpload) => {
    const { header, rows } = runtime.rowsOf(readUpload);
    return {
      header,
      async *rows(...range) {
        if (!isEdited) await perform(fixRecords, { upload: id, edit, fixesBytes: 0 }, OWNER, runtime);
        isEdited = true;
        yield* rows(...range);
      },
    };
  };
  const named = { connector: saved.connector, content: { ...saved, choices: { totalRow: 'leave_out' } as const } };
  expect(await makeSavedFixes(upload, named, { ...runtime, rowsOf })).toBeUndefined();
  const { fixesBytes = 0 } = (await runtime.reviews.find(id)) ?? {};
  expect(await runtime.files.fixes(upload.folder, fixesBytes)).toEqual([edit]);
});

test('a file with the fixes of its saved mapping can be re-read until a person makes an edit', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product);
  const { id: upload } = await uploadInConsole(product, 'kw48', fileOf('kw48'));
  expect((await runtime.reviews.find(upload))?.fixesBytes).toBeGreaterThan(0);
  expect(await runtime.uploads.hasJobsOrFixes(upload)).toBe(false);
  await perform(rereadFile, { upload, encoding: 'windows-1252', delimiter: ';', headerRow: 3 }, OWNER, runtime);
  await runReviews(product.runtime);
  const { fixesBytes = 0 } = (await runtime.reviews.find(upload)) ?? {};
  expect(fixesBytes).toBeGreaterThan(0);
  await perform(fixRecords, { upload, edit: { kind: 'undo' }, fixesBytes }, OWNER, runtime);
  expect(await runtime.uploads.hasJobsOrFixes(upload)).toBe(true);
});

test('a query that names a saved mapping sends its result with the fixes, also in a re-run', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await runtime.workbench.createDatabase('shop');
  await runtime.savedMappings.save({
    name: 'ms',
    connector: 'pinterest_conversion',
    fingerprint: 'f',
    constants: {},
    mapping: {},
    reading: {},
    fixes: [{ kind: 'repair', column: 'EVENT_TIME', repair: 'to_seconds' }],
  });
  const sql = `SELECT 'checkout' AS event_name, 'web' AS action_source, ${TIME}000 AS event_time, 'q1' AS event_id, 'a@b.test' AS em`;
  const request = {
    database: 'shop',
    sql,
    export: { ...(await targetOf(product)), mapping: 'ms', already_accepted: 'send' },
  } as const;
  const { job_id } = await perform(runQuery, request, OWNER, runtime);
  const first = await product.run((await runtime.jobs.find(job_id)) as Job);
  expect(first).toMatchObject({ state: 'success', records: { read: 1, accepted: 1 } });
  expect(await eventsSince(product, 0)).toMatchObject([{ event_time: TIME }]);
  const again = await product.run(await rerunJob({ ...runtime, connectorOf }, first.id));
  expect(again).toMatchObject({ records: { read: 1, accepted: 1 }, fixesBytes: first.fixesBytes });
});

test('an encoding that cannot be detected and a sheet that is not the first are used for the next file', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const cyrillic = (week: string) => {
    const text = `Отчёт;${week}\nЗаказ;Почта\n${week}-1;а@б.test\n`;
    return Buffer.from([...text].map((letter) => WINDOWS_1251.get(letter) ?? letter.charCodeAt(0)));
  };
  const first = await uploadInConsole(product, 'w47', cyrillic('w47'), { encoding: 'windows-1251' });
  await perform(rereadFile, { upload: first.id, encoding: 'windows-1251', headerRow: 2 }, OWNER, runtime);
  expect((await runtime.uploads.get(first.id)).header).toEqual(['Заказ', 'Почта']);
  const mapping = { Заказ: 'event_id', Почта: 'em' };
  await perform(saveMapping, { upload: first.id, mapping, constants: {} }, OWNER, runtime);
  const next = await uploadInConsole(product, 'w48', cyrillic('w48'));
  expect(next).toMatchObject({ encoding: 'windows-1251', headerRow: 2, header: ['Заказ', 'Почта'] });

  const workbook = (week: string) => {
    const rows = (...cells: string[][]) => textRows(cells);
    return workbookBytes({
      sheets: [
        { name: 'Notes', rows: rows(['event_id', 'em'], [week, 'x@y.test']) },
        { name: 'Data', rows: rows([week], ['Nr', 'Mail'], ['1', 'a@b.test']) },
      ],
    });
  };
  const book = await uploadInConsole(product, 'book', workbook('w47'));
  expect(book.workbook?.sheet).toBe('Notes');
  await perform(rereadFile, { upload: book.id, sheet: 'Data', headerRow: 2 }, OWNER, runtime);
  await perform(
    saveMapping,
    { upload: book.id, name: 'Book', mapping: { Nr: 'event_id', Mail: 'em' }, constants: {} },
    OWNER,
    runtime,
  );
  expect(await uploadInConsole(product, 'book', workbook('w48'))).toMatchObject({
    headerRow: 2,
    header: ['Nr', 'Mail'],
    workbook: { sheet: 'Data' },
  });
  const content = Readable.from([workbook('w49')]);
  const named = await perform(createUpload, { name: 'book.xlsx', content, mapping: 'Book' }, OWNER, runtime);
  expect(named).toMatchObject({ header: ['Nr', 'Mail'], workbook: { sheet: 'Data' } });
  const explicit = { name: 'book.xlsx', content: Readable.from([workbook('w49')]), mapping: 'Book', sheet: 'Notes' };
  expect(await perform(createUpload, explicit, OWNER, runtime)).toMatchObject({ workbook: { sheet: 'Notes' } });
});

/** The byte of each character that is not ASCII. */
const WINDOWS_1251 = new Map(
  Array.from({ length: 128 }, (_, index) => [
    new TextDecoder('windows-1251').decode(Uint8Array.of(128 + index)),
    128 + index,
  ]),
);

test('columns of the same name are numbered in the next file, however far to the right they are', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const fields = ['event_id', 'event_time', 'event_name', 'action_source', 'em'];
  const others = Array.from({ length: 30 }, (_, at) => `Feld ${at + 1}`);
  const event = ['e1', TIME, 'checkout', 'web', 'anna@post.example', ...others, 'rot', 'blau'];
  const bytes = Buffer.from(
    [[...fields, ...others, 'Farbe', 'Farbe'], event].map((cells) => cells.join(';')).join('\n'),
  );
  const upload = await uploadInConsole(product, 'wide', bytes);
  expect(upload.header.at(-1)).toBe('Farbe (2)');
  const mapping = Object.fromEntries(fields.map((field) => [field, field]));
  await perform(startReview, { upload: upload.id, mapping, constants: {} }, OWNER, runtime);
  await runReviews(product.runtime);
  expect(await sendInConsole(product, upload.id)).toMatchObject({ state: 'success', records: { accepted: 1 } });
  expect(await runtime.savedMappings.list()).toMatchObject([{ name: 'wide', reading: { numbersDuplicates: true } }]);
  const content = Readable.from([bytes]);
  const next = await perform(createUpload, { name: 'next.csv', content, mapping: 'wide' }, OWNER, runtime);
  expect((await runtime.uploads.get(next.id)).header).toEqual(upload.header);
});

test('a file stays complete if the process died while checking it', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await sendFirstWeek(product); // The encoding that this saves is also tried for files with other columns.
  const rows = Array.from({ length: 3000 }, (_, at) => `checkout,web,${TIME},e${at},u${at}@post.example`);
  const bytes = Buffer.from(['event_name,action_source,event_time,event_id,em', ...rows].join('\n'));
  const folder = randomUUID();
  await beginUpload({ folder, name: 'large.csv', bytes: bytes.length }, runtime);
  await appendToUpload(folder, 0, Readable.from([bytes]), runtime);
  const path = join(runtime.env.dataDir, 'uploads', folder);
  await link(join(path, 'original'), join(path, 'beginning.csv'));
  const upload = await perform(completeUpload, { folder }, OWNER, runtime);
  expect(await runtime.files.size(folder)).toBe(bytes.length);
  const shapes = await countShapes(runtime.rowsOf(upload), upload.start, signal);
  expect(shapes.records).toBe(3000);
});
