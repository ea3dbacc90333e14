import { expect, test } from 'vitest';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { NO_DIGESTS } from './digests.ts';
import { Events, type ReadyRecord, RecordPacker } from './events.ts';
import { NO_REPEATS } from './repeats.ts';
import { leftOutOutcomes, settleRefused, settleResults, settleUncertain } from './settle.ts';

const exchange = { status: 200, requestId: 'r', latencyMs: 5 };
const warning = { severity: 'warning', code: 'w', column: 'c', field: 'f' } as const;

function ready(record: number, warnings: ReadyRecord['warnings'] = []): ReadyRecord {
  return { record, line: record + 1, start: record * 10, end: record * 10 + 9, warnings };
}

function eventsOf(records: readonly ReadyRecord[]): Events {
  const packer = new RecordPacker();
  for (const record of records) packer.add(record, record.warnings, 0, 0);
  const digests = digestsOf(...records.map(({ record }) => `id${record}`));
  return new Events({ ...packer.pack(), digests, body: new Uint8Array() });
}

const digestsOf = (...identities: readonly string[]) => prepareEffects.digestsOf(identities);
const batch = eventsOf([ready(3), ready(5, [warning]), ready(6)]);

test('matches results to records by index, and keeps only records with issues', () => {
  const results = [{ accepted: true }, { accepted: false, message: 'too old' }, { accepted: true, message: 'odd' }];
  const settled = settleResults(batch, results, exchange);
  expect(settled).toMatchObject({ state: 'done', accepted: 2, rejected: 1, uncertain: 0 });
  expect(settled.digests).toEqual(digestsOf('id3', 'id6'));
  expect(settled.records.map(({ record, status, issues }) => [record, status, issues.map(({ code }) => code)])).toEqual(
    [
      [5, 'rejected', ['rejected', 'w']],
      [6, 'accepted', ['accepted_with_warning']],
    ],
  );
  expect(settled.records[0]).toMatchObject({ line: 6, start: 50, end: 59 });
});

test('keeps every record of an uncertain batch, and none as accepted', () => {
  const settled = settleUncertain(batch, 'answer_contradictory', exchange);
  expect(settled).toMatchObject({ state: 'uncertain', accepted: 0, rejected: 0, uncertain: 3, digests: NO_DIGESTS });
  expect(settled.records.map(({ record, status }) => [record, status])).toEqual([
    [3, 'uncertain'],
    [5, 'uncertain'],
    [6, 'uncertain'],
  ]);
});

test('rejects the records that caused the refusal of a call, with the message of the refusal', () => {
  const settled = settleRefused(batch, new Map([[2, 'bad key']]), exchange, 4);
  expect(settled).toMatchObject({ rejected: 1, accepted: 0, extraCalls: 4 });
  expect(settled.records).toMatchObject([
    { record: 6, issues: [{ code: 'refused_request', params: { message: 'bad key' } }] },
  ]);
});

test('lists only the records that are left out of the call', () => {
  expect(
    leftOutOutcomes(batch, { acceptedBy: new Map([[2, { job: 12, acceptedAt: 0 }]]), kept: NO_REPEATS }),
  ).toMatchObject([{ record: 6, status: 'not_sent', issues: [{ code: 'already_accepted', params: { job: 12 } }] }]);
});

test('issues have their severity and the message of the service, if any', () => {
  const settled = settleResults(batch, [{ accepted: false }, { accepted: true, message: 'odd' }], exchange);
  expect(settled.records.map(({ record, issues }) => [record, issues])).toEqual([
    [3, [{ severity: 'error', code: 'rejected', column: null, field: null, params: { message: '' } }]],
    [
      5,
      [
        warning,
        { severity: 'warning', code: 'accepted_with_warning', column: null, field: null, params: { message: 'odd' } },
      ],
    ],
  ]);
});

test('the only record of a refused call is rejected, and completes its batch', () => {
  expect(settleRefused(eventsOf([ready(3)]), new Map([[0, 'No.']]), exchange, 4)).toEqual({
    state: 'done',
    accepted: 0,
    rejected: 1,
    uncertain: 0,
    digests: NO_DIGESTS,
    exchange,
    extraCalls: 4,
    records: [
      {
        record: 3,
        line: 4,
        start: 30,
        end: 39,
        status: 'rejected',
        issues: [{ severity: 'error', code: 'refused_request', column: null, field: null, params: { message: 'No.' } }],
      },
    ],
  });
});

test('a record that another job already delivered has an error that names that job, before its warnings', () => {
  const [leftOut] = leftOutOutcomes(batch, {
    acceptedBy: new Map([[1, { job: 9, acceptedAt: 1 }]]),
    kept: NO_REPEATS,
  });
  expect(leftOut).toMatchObject({
    record: 5,
    status: 'not_sent',
    issues: [{ severity: 'error', code: 'already_accepted', params: { job: 9 } }, warning],
  });
});
