import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { adAccountId, parameters } from './parameters.ts';

/** The value, or the message and path of every problem. */
function parsed<T>(schema: z.ZodType<T>, input: unknown): T | string[] {
  const result = schema.safeParse(input);
  return result.success ? result.data : result.error.issues.map(({ path, message }) => [...path, message].join(': '));
}

describe('adAccountId', () => {
  test.each([
    ['549764609761', '549764609761'],
    [549764609761, '549764609761'],
    [9007199254740991, '9007199254740991'],
    ['123456789012345678', '123456789012345678'],
    ['  549764609761\n', '549764609761'],
    ['0123', '0123'],
    ['7', '7'],
    ['https://ads.pinterest.com/advertiser/549764609761/', '549764609761'],
    ['https://ads.pinterest.com/advertiser/549764609761', '549764609761'],
    [' https://ads.pinterest.com/advertiser/549764609761/reporting/?tab=1#x ', '549764609761'],
    ['https://ads.pinterest.com/business/12/advertiser/549764609761?x=/advertiser/9/', '549764609761'],
    ['https://ads.pinterest.co.uk/advertiser/549764609761/', '549764609761'],
  ])('%j is read as %s', (input, id) => {
    expect(parsed(adAccountId, input)).toBe(id);
  });

  test.each([
    [undefined, 'ad_account_id_required'],
    [null, 'ad_account_id_required'],
    ['', 'ad_account_id_required'],
    [' \t', 'ad_account_id_required'],
    [9007199254740992, 'ad_account_id_not_exact'],
    [Number('123456789012345678'), 'ad_account_id_not_exact'],
    [5.5, 'ad_account_id_not_exact'],
    [-5, 'ad_account_id_malformed'],
    ['1234567890123456789', 'ad_account_id_malformed'],
    ['549xxxxxx761', 'ad_account_id_malformed'],
    ['549 764', 'ad_account_id_malformed'],
    ['5.49764609761e11', 'ad_account_id_malformed'],
    ['+549764609761', 'ad_account_id_malformed'],
    ['５４９', 'ad_account_id_malformed'],
    ['../../v5/user_account', 'ad_account_id_malformed'],
    ['https://ads.pinterest.com/', 'ad_account_id_malformed'],
    ['https://ads.pinterest.com/advertiser/', 'ad_account_id_malformed'],
    ['https://ads.pinterest.com/advertiser/549x/', 'ad_account_id_malformed'],
    ['https://ads.pinterest.com/advertiser/1234567890123456789/', 'ad_account_id_malformed'],
    ['https://evil.example/advertiser/549764609761/', 'ad_account_id_malformed'],
    ['https://evil.example/?https://ads.pinterest.com/advertiser/5/', 'ad_account_id_malformed'],
  ])('%j is refused', (input, message) => {
    expect(parsed(adAccountId, input)).toEqual([message]);
  });
});

describe('parameters', () => {
  test('omitted switches are off', () => {
    expect(parsed(parameters, { ad_account_id: 549764609761 })).toEqual({
      ad_account_id: '549764609761',
      test_event: false,
      skip_invalid_record: false,
    });
  });

  test('keep what is set', () => {
    const set = { ad_account_id: '5', test_event: true, skip_invalid_record: true };
    expect(parsed(parameters, set)).toEqual(set);
  });

  test('report every problem at once, with its path', () => {
    expect(parsed(parameters, { test_event: 'true', skip_invalid_record: 1 })).toEqual([
      'ad_account_id: ad_account_id_required',
      'test_event: not_a_boolean',
      'skip_invalid_record: not_a_boolean',
    ]);
  });
});
