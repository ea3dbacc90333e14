import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { viewIsAnswered } from '../lib/commands/console/export-steps.ts';
import { viewRecords } from '../lib/commands/console/job-records.ts';
import { perform } from '../lib/commands/perform.ts';
import { validateUpload } from '../lib/commands/rows/uploads.ts';
import { fields } from '../lib/connectors/pinterest/fields.ts';
import { pinterest } from '../lib/connectors/pinterest/index.ts';
import { MAX_HINT_RECORDS } from '../lib/core/matching/profile-column.ts';
import { suggestMapping } from '../lib/core/matching/suggest-mapping.ts';
import type { Mapping } from '../lib/core/record/field-target.ts';
import type { Matching } from '../lib/core/record/plan.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { listReview } from '../lib/operations/review/list-review.ts';
import { runNextReview } from '../lib/operations/review/run-review.ts';
import { viewReview } from '../lib/operations/review/view-review.ts';
import { reviewOptions } from '../lib/runtime/operation-options.ts';
import { startProduct } from './kit/product.ts';

/** A German shop's file, a mapping that joins, splits, matches values and gives units, and the events to send. */

const YESTERDAY = new Date(Date.now() - 86_400_000);
const twoDigits = (number: number) => String(number).padStart(2, '0');
const germanDate = `${twoDigits(YESTERDAY.getUTCDate())}.${twoDigits(YESTERDAY.getUTCMonth() + 1)}.${YESTERDAY.getUTCFullYear()}`;
const eventTime = Math.floor(
  Date.UTC(YESTERDAY.getUTCFullYear(), YESTERDAY.getUTCMonth(), YESTERDAY.getUTCDate(), 5, 5) / 1000,
);

const LINES = [
  'Bestellnummer;Datum;Uhrzeit;Ereignis;Kanal;Name;E-Mail-Adresse;Rufnr.;Land;Betrag',
  `B-1;${germanDate};14:05;Kauf;Filiale;Anna Schäfer;anna@post.example;0151/234 56 789;Deutschland;1.299,90`,
  `B-2;${germanDate};14:05;RETOURE;Filiale;Jörg Müller;joerg@post.example;;Deutschland;5,00`,
  `B-3;${germanDate};14:05;Umtausch;Onlineshop;Cher;cher@post.example;;Österreich;5,00`,
  `B-4;${germanDate};14:05; kauf ;Onlineshop;Cher;cher@post.example;0664 1234567;Österreich;-7`,
];

const MAPPING: Mapping = {
  Bestellnummer: ['event_id', 'order_id'],
  Datum: { field: 'event_time', join: ['Uhrzeit'], timezone: 'Asia/Tokyo', dates: 'day_first' },
  Ereignis: { field: 'event_name', values: { Kauf: 'checkout', Retoure: null } },
  Kanal: { field: 'action_source', values: { Filiale: 'offline', Onlineshop: 'web' } },
  Name: [
    { field: 'fn', part: 1 },
    { field: 'ln', part: -1 },
  ],
  'E-Mail-Adresse': 'em',
  'Rufnr.': { field: 'ph', country: 'DE' },
  Land: { field: 'country', values: { Deutschland: 'DE', Österreich: 'AT' } },
  Betrag: { field: 'value', decimals: 'comma' },
};

const matchingOf = (mapping: Mapping): Matching => ({ mapping, constants: {} });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function event(id: string, name: [first: string, last: string | null], values: Record<string, string>) {
  const [first, last] = name;
  return {
    event_name: 'checkout',
    action_source: values['source'],
    event_time: eventTime,
    event_id: id,
    user_data: {
      em: [sha256(values['em'] ?? '')],
      ph: [sha256(values['ph'] ?? '')],
      ...(last !== null && { ln: [sha256(last)] }),
      fn: [sha256(first)],
      country: [sha256(values['country'] ?? '')],
    },
    custom_data: { value: values['value'], order_id: id },
  };
}

const SENT = [
  event('B-1', ['anna', 'schäfer'], {
    source: 'offline',
    em: 'anna@post.example',
    ph: '4915123456789',
    country: 'de',
    value: '1299.90',
  }),
  event('B-4', ['cher', null], {
    source: 'web',
    em: 'cher@post.example',
    ph: '436641234567',
    country: 'at',
    value: '-7',
  }),
];

test('sends what the mapping says, and counts and explains the records that it leaves out', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const job = await product.export(LINES, {}, { matching: { mapping: MAPPING, constants: {} } });
  const done = await product.run(job);
  expect(done).toMatchObject({
    state: 'success',
    records: { read: 4, accepted: 2, rejected: 0, invalid: 1, not_sent: 1, uncertain: 0 },
  });
  const received = await product.sandbox.events(); // the newest first
  expect(received.map((sent) => sent.event).reverse()).toEqual(SENT);
  const statuses = ['not_sent', 'invalid'] as const;
  const notedRecords = (
    await Promise.all(statuses.map((status) => runtime.records.page(job.id, { status }, 0, 10)))
  ).flat();
  expect(notedRecords.map(({ record, status, issues }) => [record, status, issues.map(({ code }) => code)])).toEqual([
    [2, 'not_sent', ['value_left_out']],
    [3, 'invalid', ['event_name_unknown']],
  ]);
});

test('the records of a job count all that the mapping leaves out, by whichever column', async () => {
  const product = await startProduct();
  const kanal = { field: 'action_source', values: { Filiale: 'offline', Onlineshop: null } };
  const job = await product.export(LINES, {}, { matching: { mapping: { ...MAPPING, Kanal: kanal }, constants: {} } });
  await product.run(job);
  const input = { job: job.id, status: 'not_sent', after: 0 } as const;
  const { codes } = await perform(viewRecords, input, { kind: 'person', id: 'test', role: 'owner' }, product.runtime);
  expect(codes).toContainEqual({ severity: 'error', code: 'value_left_out', records: 3 });
});

test('the review counts and lists the records that the mapping leaves out', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const upload = await product.upload(LINES);
  await beginReview({ connector: pinterest, upload, matching: { mapping: MAPPING, constants: {} } }, runtime);
  while (await runNextReview(runtime, new AbortController().signal));
  const options = reviewOptions(runtime, pinterest);
  const { records, issues } = await viewReview(upload.id, options);
  expect(records).toMatchObject({ read: 4, ready: 2, invalid: 1, leftOut: 1, warned: 1 });
  expect(issues.map(({ code }) => code)).toEqual(['event_name_unknown', 'value_negative']);
  const listRanges = async (show: 'left_out' | 'ready' | 'warned' | 'invalid') =>
    (await listReview(upload.id, { show }, options)).ranges;
  expect(await listRanges('left_out')).toEqual([[2, 2]]);
  expect(await listRanges('ready')).toEqual([
    [1, 1],
    [4, 4],
  ]);
  expect(await listRanges('warned')).toEqual([[4, 4]]);
  expect(await listRanges('invalid')).toEqual([[3, 3]]);
});

test.each<[open: string, isAnswered: boolean, change: Mapping]>([
  ['nothing', true, {}],
  ['a time zone', false, { Datum: { field: 'event_time', join: ['Uhrzeit'], dates: 'day_first' } }],
  ['the country of phone numbers, which the records give', false, { 'Rufnr.': 'ph' }],
  ['the country of phone numbers, which the records do not give', true, { 'Rufnr.': 'ph', Land: null }],
])('a file can be sent without a review if the only open question is %s: %s', async (_, isAnswered, change) => {
  const { runtime, upload } = await startProduct();
  const { id } = await upload(LINES);
  const input = { upload: id, mapping: { ...MAPPING, ...change }, signal: new AbortController().signal };
  const answer = await perform(viewIsAnswered, input, { kind: 'person', id: 'test', role: 'operator' }, runtime);
  expect(answer).toEqual({ isAnswered });
});

test.each<[values: Record<string, string>, isAnswered: boolean]>([
  [{}, false],
  [{ yes: 'no' }, false],
  [{ yes: 'no', no: 'yes' }, true],
])(
  'consent words that occur only at the end of a long file, mapped by %j, are all answered: %s',
  async (values, answered) => {
    const { runtime, upload } = await startProduct();
    const record = (_: unknown, index: number) => `e-${index},anna@post.example,`;
    const early = Array.from({ length: 10 * MAX_HINT_RECORDS }, record);
    const { id } = await upload([
      'event_id,em,Consent',
      ...early,
      'y-1,ken@post.example,yes',
      'n-1,mia@post.example,no',
    ]);
    const mapping: Mapping = { event_id: 'event_id', em: 'em', Consent: { field: 'opt_out', values } };
    const input = { upload: id, mapping, signal: new AbortController().signal };
    const answer = await perform(viewIsAnswered, input, { kind: 'person', id: 'test', role: 'operator' }, runtime);
    expect(answer).toEqual({ isAnswered: answered });
  },
);

describe.each(['H', 'V'])('an M in a column that also has %s for men', (man) => {
  const lines = [
    'event_name,action_source,event_time,event_id,em,Sexo',
    ...['M', 'm', man].map((word, index) => `checkout,web,${eventTime},s-${index},${index}@post.example,${word}`),
  ];
  const matched = { Sexo: { field: 'ge', values: { [man]: 'm', M: 'f' } } };
  const error = { code: 'words_doubtful', params: { column: 'Sexo', word: 'M', other: man } };

  test('is not sent as male: the job ends before its first record', async () => {
    const product = await startProduct();
    const run = async (mapping: Mapping) =>
      product.run(await product.export(lines, {}, { matching: matchingOf(mapping) }));
    expect(await run({ Sexo: 'ge' })).toMatchObject({ state: 'error', error, records: { read: 0 } });
    expect(await product.sandbox.received()).toEqual([]);
    expect(await run(matched)).toMatchObject({ state: 'success', records: { accepted: 3 } });
    expect(await run({ Sexo: null })).toMatchObject({ state: 'success' });
  });

  test('is male if women are F: only the other word is invalid', async () => {
    const product = await startProduct();
    const withWoman = [...lines, `checkout,web,${eventTime},s-9,9@post.example,F`];
    const sent = await product.export(withWoman, {}, { matching: matchingOf({ Sexo: 'ge' }) });
    expect(await product.run(sent)).toMatchObject({ state: 'success', records: { accepted: 3, invalid: 1 } });
  });

  test('is refused by validation and review', async () => {
    const { runtime, upload } = await startProduct();
    const file = await upload(lines);
    const actor = { kind: 'person', id: 'test', role: 'operator' } as const;
    const validate = (mapping: Mapping) => perform(validateUpload, { upload: file.id, mapping }, actor, runtime);
    await expect(validate({ Sexo: 'ge' })).rejects.toMatchObject(error);
    expect(await validate(matched)).toMatchObject({ read: 3, valid: 3 });
    await beginReview({ connector: pinterest, upload: file, matching: matchingOf({ Sexo: 'ge' }) }, runtime);
    while (await runNextReview(runtime, new AbortController().signal));
    expect(await runtime.reviews.find(file.id)).toMatchObject({ state: 'failed', error });
  });
});

test('German columns are suggested by their names', () => {
  expect(suggestMapping(fields, LINES[0]?.split(';') ?? [])).toEqual({
    Bestellnummer: 'order_id',
    Datum: 'event_time',
    Uhrzeit: null,
    Ereignis: 'event_name',
    Name: null,
    Kanal: 'action_source',
    'E-Mail-Adresse': 'em',
    'Rufnr.': 'ph',
    Land: 'country',
    Betrag: 'value',
  });
});
