import { expect, test } from 'vitest';
import { isActionCall } from './action-body.ts';

const headers = { 'next-action': '40ab', 'content-type': 'text/plain;charset=UTF-8' };
const isCall = (body: string | Buffer, more = {}) =>
  isActionCall({ headers: { ...headers, ...more } }, Buffer.from(body));

test.each([
  '[]',
  '[{"id":1}]',
  '["$$5 off","$undefined","$n12","$-0","$D2026-11-24T10:00:00.000Z","$0:a"]',
  '["売上"]',
])('%s calls an action', (body) => {
  expect(isCall(body)).toBe(true);
});

test.each(['', '{"id":1', '[{"id":', '{}', '"a"', '["$nabc"]', '["$F1"]', '["$Q1"]', '[{"a":["$B1"]}]', '["$@1"]'])(
  '%s does not call an action',
  (body) => {
    expect(isCall(body)).toBe(false);
  },
);

test('invalid UTF-8, excessive nesting, other headers and no body do not call an action', () => {
  expect(isCall(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]))).toBe(false);
  expect(isCall('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toBe(false);
  expect(isCall('[]', { 'content-type': 'multipart/form-data; boundary=x' })).toBe(false);
  expect(isCall('[]', { 'content-type': undefined })).toBe(false);
  expect(isCall('[]', { 'next-action': undefined })).toBe(false);
  expect(isActionCall({ headers }, undefined)).toBe(false);
});
