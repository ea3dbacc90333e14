import { expect, test } from 'vitest';
import { prepareEffects as effects } from '../../../adapters/delivery/sha256.ts';
import type { Issue } from '../../../core/issue.ts';
import { createPrepare } from '../../../core/preparation/prepare.ts';
import type { JsonObject } from '../../../core/record/field.ts';
import type { Units } from '../../../core/record/field-target.ts';
import { compilePlan } from '../../../core/record/plan.ts';
import { rowOfCells } from '../../../core/record/row.ts';
import { fields } from '../fields.ts';

/** 2026-11-22 00:00 UTC. */
const NOW = Date.UTC(2026, 10, 22) / 1000;

interface Read {
  readonly event: JsonObject;
  readonly codes: readonly string[];
}

/** Reads a cell in a column with units, in a record with other cells. */
function read(field: string, text: string, units: Units, otherCells: Readonly<Record<string, string>> = {}): Read {
  const header = ['Column', ...Object.keys(otherCells)];
  const plan = compilePlan(fields, header, { mapping: { Column: { field, ...units } }, constants: {} });
  const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now: NOW, effects });
  const { event, errors, warnings } = prepare(rowOfCells([text, ...Object.values(otherCells)]));
  return { event, codes: [...errors, ...warnings].map(({ code }: Issue) => code) };
}

const secondsOf = (iso: string) => Date.parse(iso) / 1000;

test.each<[text: string, units: Units, expected: string | undefined, codes: string[]]>([
  ['2026-11-21 14:05:00', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['2026-07-21T14:05', { timezone: 'Europe/Berlin' }, '2026-07-21T12:05:00Z', ['event_time_old']],
  ['21.11.2026 14:05', { timezone: 'Europe/Berlin', dates: 'day_first' }, '2026-11-21T13:05:00Z', []],
  ['11/21/2026 2:05 PM', { timezone: 'America/Denver', dates: 'month_first' }, '2026-11-21T21:05:00Z', []],
  ['03.11.2026 00:00', { timezone: 'UTC', dates: 'day_first' }, '2026-11-03T00:00:00Z', ['event_time_old']],
  ['2026年11月21日 9時5分', { timezone: 'Asia/Tokyo' }, '2026-11-21T00:05:00Z', []],
  ['2026-11-21', { timezone: 'Asia/Tokyo' }, '2026-11-20T15:00:00Z', []],
  // The serial number of a time in a spreadsheet lacks only the zone.
  ['46347.586805555555', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['46347', { timezone: 'Asia/Tokyo' }, '2026-11-20T15:00:00Z', []],
  ['46347,586805555555', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['21/11/2026 - 14:05', { timezone: 'Europe/Berlin', dates: 'day_first' }, '2026-11-21T13:05:00Z', []],
  ['14:05 21/11/2026', { timezone: 'Europe/Berlin', dates: 'day_first' }, '2026-11-21T13:05:00Z', []],
  ['21 November 2026 14.05 WIB', { timezone: 'UTC' }, '2026-11-21T07:05:00Z', []],
  ['46347.5', { dates: 'day_first' }, undefined, ['event_time_before_2010']],
  ['40178', { timezone: 'UTC' }, undefined, ['event_time_before_2010']],
  // Names of months in several languages, and years of two digits.
  ['27 de novembro de 2025 14:05', { timezone: 'UTC' }, '2025-11-27T14:05:00Z', ['event_time_old']],
  ['1º de novembro de 2026', { timezone: 'UTC' }, '2026-11-01T00:00:00Z', ['event_time_old']],
  ['1.º de novembro de 2026 14:05', { timezone: 'UTC' }, '2026-11-01T14:05:00Z', ['event_time_old']],
  ['01NOV2026', { timezone: 'UTC' }, '2026-11-01T00:00:00Z', ['event_time_old']],
  ['20-Nov-2026', { timezone: 'UTC' }, '2026-11-20T00:00:00Z', []],
  ['20/Nov/2026 10:00', { timezone: 'UTC' }, '2026-11-20T10:00:00Z', []],
  ['20. November 2026, 9:05', { timezone: 'UTC' }, '2026-11-20T09:05:00Z', []],
  ['Nov 20, 2026 2:05 pm', { timezone: 'UTC' }, '2026-11-20T14:05:00Z', []],
  ['20-nov-26', { timezone: 'UTC' }, '2026-11-20T00:00:00Z', []],
  ['20/11/26 17h54', { timezone: 'UTC', dates: 'day_first' }, '2026-11-20T17:54:00Z', []],
  // Times as people and programs write them in several languages.
  ['2026/11/20 午後3:05', { timezone: 'Asia/Tokyo' }, '2026-11-20T06:05:00Z', []],
  ['2026年11月20日（金）10時05分06秒', { timezone: 'Asia/Tokyo' }, '2026-11-20T01:05:06Z', []],
  ['2026. 11. 20. 오후 3:05', { timezone: 'Asia/Seoul' }, '2026-11-20T06:05:00Z', []],
  ['2026/11/20 下午 03:05', { timezone: 'Asia/Taipei' }, '2026-11-20T07:05:00Z', []],
  ['令和8年11月20日午前0時5分', { timezone: 'UTC' }, '2026-11-20T00:05:00Z', []],
  ['R8.11.20 15:05', { timezone: 'UTC' }, '2026-11-20T15:05:00Z', []],
  ['2026年11月20日15時05分00秒', { timezone: 'Asia/Tokyo' }, '2026-11-20T06:05:00Z', []],
  ['2026/11/20(金) 15:05', { timezone: 'Asia/Tokyo' }, '2026-11-20T06:05:00Z', []],
  ['Fri, 20 Nov 2026 15:05:00 +0900', { timezone: 'UTC' }, '2026-11-20T06:05:00Z', []],
  ['20.11.2026 15:05 Uhr', { timezone: 'UTC', dates: 'day_first' }, '2026-11-20T15:05:00Z', []],
  ['20-NOV-26 03.05.00.250000 PM', { timezone: 'UTC' }, '2026-11-20T15:05:00Z', ['event_time_fraction']],
  ['2026/11/20 15:05:00 JST', { timezone: 'UTC' }, '2026-11-20T06:05:00Z', []],
  ['2026年11月20日星期五 下午3:05', { timezone: 'UTC' }, '2026-11-20T15:05:00Z', []],
  ['2026. 11. 20. 오후 3:05:00', { timezone: 'UTC' }, '2026-11-20T15:05:00Z', []],
  ['2026년 11월 20일 금요일 오전 9:05', { timezone: 'UTC' }, '2026-11-20T09:05:00Z', []],
  // Not a day of the week, not a month, not a day of the month, and not a time.
  ['Frx, 20 Nov 2026 15:05', { timezone: 'UTC' }, undefined, ['event_time_unreadable']],
  ['20-Foo-2026', { timezone: 'UTC' }, undefined, ['event_time_unreadable']],
  ['31-Nov-2026', { timezone: 'UTC' }, undefined, ['event_time_unreadable']],
  ['yesterday', { timezone: 'UTC', dates: 'day_first' }, undefined, ['event_time_unreadable']],
  // Two columns of a spreadsheet, joined.
  ['46347 14:05', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['46347 0.586805555555', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  // Digits only, as SAP, Oracle and Google Analytics export times.
  ['20261121140500', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['20261121140500.0', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['20261121140500.25', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', ['event_time_fraction']],
  ['202611211405', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['2026112114', { timezone: 'Europe/Berlin' }, '2026-11-21T13:00:00Z', []],
  ['20261121', { timezone: 'Asia/Tokyo' }, '2026-11-20T15:00:00Z', []],
  ['20261121 140500', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['20261121T1405', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['20261121 14:05', { timezone: 'Europe/Berlin' }, '2026-11-21T13:05:00Z', []],
  ['20261121T140500Z', { timezone: 'Europe/Berlin' }, '2026-11-21T14:05:00Z', []],
  ['20261121140500', { dates: 'day_first' }, '2026-11-21T14:05:00Z', ['event_time_without_zone']],
  ['20361121140500', { timezone: 'UTC' }, undefined, ['event_time_future']],
  ['20261321140500', { timezone: 'UTC' }, undefined, ['event_time_not_seconds']],
  // A zone in the text, or Unix seconds, take precedence over the unit.
  ['2026-11-21T14:05:00Z', { timezone: 'Europe/Berlin' }, '2026-11-21T14:05:00Z', []],
  ['2026-11-21 14:05:00 Asia/Tokyo', { timezone: 'Europe/Berlin' }, '2026-11-21T05:05:00Z', []],
  [String(secondsOf('2026-11-21T14:05:00Z')), { timezone: 'Europe/Berlin' }, '2026-11-21T14:05:00Z', []],
  // If the units name no time zone, the time is read as UTC with a warning, as without units.
  ['2026-11-21 14:05:00', { dates: 'day_first' }, '2026-11-21T14:05:00Z', ['event_time_without_zone']],
  // If the units name no order of day and month, such a date is not read.
  ['03.11.2026 14:05', { timezone: 'Europe/Berlin' }, undefined, ['event_time_unreadable']],
  // A date that contradicts the order is not read in the other order.
  ['11/21/2026 14:05', { timezone: 'UTC', dates: 'day_first' }, undefined, ['event_time_unreadable']],
])('reads the time %j with %j', (text, units, expected, codes) => {
  const { event, codes: found } = read('event_time', text, units);
  expect(event['event_time']).toBe(expected && secondsOf(expected));
  expect(found).toEqual(codes);
});

// A pattern that takes quadratic time would exceed the time limit of a test.
test.each<[field: string, start: string, end: string, units: Units, code: string]>([
  ['event_time', '2026-11-21', 'x', { timezone: 'UTC', dates: 'day_first' }, 'event_time_unreadable'],
  ['value', '1', '1', { decimals: 'point' }, 'decimal_unreadable'],
  ['value', '金', 'x', { decimals: 'point' }, 'decimal_unreadable'],
])('a %s of %j, a million blanks and %j is found invalid at once', (field, start, end, units, code) => {
  expect(read(field, start + ' '.repeat(1e6) + end, units).codes).toEqual([code]);
});

test.each<[text: string, dates: Units['dates'], same: string | undefined]>([
  ['4 mai 90', 'day_first', '1990-05-04'],
  ['04/05/90 0:00', 'day_first', '1990-05-04'],
  ['04.05.00', 'day_first', '2000-05-04'],
  ['04. 05.00', 'day_first', '2000-05-04'],
  ['14-jul-85', 'day_first', '1985-07-14'],
  ['1/2/77', 'day_first', '1977-02-01'],
  ['1/2/77', 'month_first', '1977-01-02'],
  ['31.12.26', 'day_first', '1926-12-31'],
  ['4/5/05', 'day_first', '2005-05-04'],
  // The person may be a child, or more than a hundred years old.
  ['4/5/20', 'day_first', undefined],
  // The date contradicts the order.
  ['12/31/77', 'day_first', undefined],
])('completes the two-digit year of %s with %s if only one century is possible', (text, dates, same) => {
  const { event, codes } = read('db', text, { dates });
  expect(event).toEqual(same === undefined ? {} : read('db', same, {}).event);
  expect(codes).toEqual([same === undefined ? 'db_unreadable' : 'db_century']);
});

test.each<[text: string, dates: Units['dates'], same: string | undefined]>([
  ['04.05.1990', 'day_first', '1990-05-04'],
  ['04/05/1990', 'month_first', '1990-04-05'],
  ['1990-04-05', 'day_first', '1990-04-05'],
  ['05/24/1990', 'day_first', undefined],
  ['4 mai 1990', 'day_first', '1990-05-04'],
  ['4. März 1990', 'day_first', '1990-03-04'],
  ['04.05.1990.', 'day_first', '1990-05-04'],
  // Programs append a midnight.
  ['1990-05-04 00:00:00.000', 'day_first', '1990-05-04'],
  ['04/05/1990 0:00', 'day_first', '1990-05-04'],
  ['5/4/1990 12:00:00 AM', 'month_first', '1990-05-04'],
  // Any other time is not ignored.
  ['04/05/1990 10:30', 'day_first', undefined],
  ['04/05/1990 12:00:00 PM', 'day_first', undefined],
  // As dates are written in Korea and Japan.
  ['1990. 5. 4.', 'day_first', '1990-05-04'],
  ['S60.7.14', 'day_first', '1985-07-14'],
  ['昭和64年1月1日', 'day_first', '1989-01-01'],
  // The era ended in its year 64.
  ['昭和65年1月1日', 'day_first', undefined],
])('reads the date of birth %s with %s', (text, dates, same) => {
  const { event, codes } = read('db', text, { dates });
  expect(event).toEqual(same === undefined ? {} : read('db', same, {}).event);
  expect(codes).toEqual(same === undefined ? ['db_unreadable'] : []);
});

test.each<[text: string, decimals: Units['decimals'], expected: string | undefined]>([
  ['1.299,90', 'comma', '1299.90'],
  ['49,90 €', 'comma', '49.90'],
  ['1.299', 'comma', '1299'],
  ['1 299,9', 'comma', '1299.9'],
  ['-5', 'comma', '-5'],
  ['12⁹⁹ €', 'comma', undefined],
  ['12.50', 'comma', undefined],
  ['1,299.90', 'comma', undefined],
  ['1,299.90', 'point', '1299.90'],
  ['$1,299', 'point', '1299'],
  ['12,34,567.5', 'point', '1234567.5'],
  ['1.299', 'point', '1.299'],
  ['1.299,90', 'point', undefined],
  ['49,90', 'point', undefined],
  [',', 'comma', undefined],
  // A number below a thousand has no group sign: its sign is a decimal sign, but not that of the column.
  ['0.125', 'comma', undefined],
  ['-0.999', 'comma', undefined],
  ['012.345', 'comma', undefined],
  ['0,125', 'point', undefined],
  ["0'125", 'comma', undefined],
  ['0 125', 'point', undefined],
  // Here, it is that of the column.
  ['0,125', 'comma', '0.125'],
  ['0.125', 'point', '0.125'],
  // Zero is zero whatever its sign means, and a second sign shows which one separates groups.
  ['0.000', 'comma', '0000'],
  ['0.000,50', 'comma', '0000.50'],
  // A group sign has three digits after it, and one to three before it.
  ['1.23.456', 'comma', undefined],
  ['1.234.56', 'comma', undefined],
  ['1,2345', 'point', undefined],
  ['1,23,45', 'point', undefined],
  ['.234,50', 'comma', undefined],
  // Negative amounts.
  ['(1.234,50 €)', 'comma', '-1234.50'],
  ['1.234,50-', 'comma', '-1234.50'],
  ['−1.234', 'comma', '-1234'],
  ['--5', 'comma', undefined],
  ['–1.234', 'comma', '-1234'],
  // After a decimal sign, a dash replaces the fraction.
  ['12,–', 'comma', '12'],
  // A dash at the end may be a minus sign, or close the amount.
  ['12–', 'comma', undefined],
  // Japanese accounts mark a negative amount with a triangle.
  ['△1,200', 'point', '-1200'],
  ['▲1,200円', 'point', '-1200'],
  ['¥▲1,200', 'point', undefined],
  // In India, a slash and a hyphen end an amount without a fraction.
  ['₹ 500/-', 'point', '500'],
  ['Rs. 1,500/-', 'point', '1500'],
  ['500/2', 'point', undefined],
  // Two dashes replace the fraction.
  ['12.--', 'point', '12'],
  ['12,-- €', 'comma', '12'],
  // With a currency; `pcs` is none.
  ['USD $12.00', 'point', '12.00'],
  ['AU$10', 'point', '10'],
  ['12.50 XCG', 'point', '12.50'],
  ['NT$1,000', 'point', '1000'],
  ['RM12.00', 'point', '12.00'],
  ['R 1 234.56', 'point', '1234.56'],
  ['1.234,56 TL', 'comma', '1234.56'],
  ['1 234,50 руб.', 'comma', '1234.50'],
  ['12,50 лв.', 'comma', '12.50'],
  ['12,50 lei', 'comma', '12.50'],
  ['Rp. 12.345', 'comma', '12345'],
  ['12.345 đ', 'comma', '12345'],
  ['12,34 Euro', 'comma', '12.34'],
  ['12,000원', 'point', '12000'],
  ['12 pcs', 'point', undefined],
  // As programs format amounts in various languages.
  ['1.234,50 US$', 'comma', '1234.50'],
  ['1 234,50 $US', 'comma', '1234.50'],
  ['1 234,50 $ CA', 'comma', '1234.50'],
  ['JP¥1,200', 'point', '1200'],
  ['\u200f1,234.50 \u200f₪', 'point', '1234.50'],
  ['12 $XX', 'point', undefined],
  // A hyphen after a decimal sign replaces the fraction.
  ['1.234,- €', 'comma', '1234'],
  ['1,234.-', 'point', '1234'],
  ['1.234.-', 'comma', '1234'],
  ['12.50.-', 'point', '12.50'],
  // The hyphen replaces the fraction: the sign before it is the decimal sign, and the first sign separates groups.
  ['1,234.-', 'comma', undefined],
  ['1.234,-', 'point', undefined],
  ['1.234.-', 'point', undefined],
  ['5,-', 'point', '5'],
  // After an amount of yen or won, the dash is there so that no digits can be added.
  ['¥12,800-', 'point', '12800'],
  ['￥１２，８００－', 'point', '12800'],
  ['\\12,800-', 'point', '12800'],
  ['¥ 800ー', 'point', '800'],
  ['₩12,800-', 'point', '12800'],
  ['¥12.800-', 'comma', '12800'],
  ['-¥12,800-', 'point', '-12800'],
  ['¥12,800-', 'comma', undefined],
  ['金12,800-', 'point', '12800'],
  // Yen have no fractions, so this sign separates groups, even if it is the decimal sign of the column.
  ['12,800円', 'comma', undefined],
  ['12.800円', 'point', undefined],
  ['12.800円', 'comma', '12800'],
  ['12,80円', 'comma', '12.80'],
  // With words, signs and other currencies.
  ['12,800円（税込）', 'point', '12800'],
  ['税込12,800円', 'point', '12800'],
  ['△12,800', 'point', '-12800'],
  ['12,800원', 'point', '12800'],
  ['NT$1,280', 'point', '1280'],
  ['RM12.80', 'point', '12.80'],
  ['12,800-', 'point', '-12800'],
  ['$1,234.56-', 'point', '-1234.56'],
])('reads the amount %j with a decimal %s', (text, decimals, expected) => {
  const { event, codes } = read('value', text, { decimals });
  expect(event).toEqual(expected === undefined ? {} : { custom_data: { value: expected } });
  const ofNegative = expected?.startsWith('-') ? ['value_negative'] : [];
  expect(codes).toEqual(expected === undefined ? ['decimal_unreadable'] : ofNegative);
  expect(read('item_price', text, { decimals }).codes).toEqual(codes);
});

test.each<[text: string, currency: string, expected: string | undefined]>([
  ['10,40 €', 'USD', undefined],
  ['EUR 10,40', 'usd', undefined],
  ['US$ 10,40', 'EUR', undefined],
  ['10,40 zł', 'EUR', undefined],
  ['10,40 TL', 'EUR', undefined],
  ['10,40 $ US', 'CAD', undefined],
  ['10,40 $ CA', 'CAD', '10.40'],
  ['AU$ 10,40', 'USD', undefined],
  ['AU$ 10,40', 'AUD', '10.40'],
  ['XCG 10,40', 'USD', undefined],
  ['$10,40 CAD', 'USD', undefined],
  ['$10,40 CAD', 'CAD', '10.40'],
  ['USD 10,40 EUR', 'USD', undefined],
  ['€ 10,40 USD', '', undefined],
  ['10,40 lei', 'RON', '10.40'],
  ['10,40 円（税込）', 'EUR', undefined],
  ['10,40 €', 'eur', '10.40'],
  ['10,40 €', 'Euro', '10.40'],
  ['10,40 €', '', '10.40'],
  // `$` may be any dollar or peso, and `kr` any crown.
  ['$10,40', 'CAD', '10.40'],
  ['10,40 kr', 'NOK', '10.40'],
  ['$10,40', 'MXN', '10.40'],
  ['$10,40', 'EUR', undefined],
  ['¥10,40', 'CNY', '10.40'],
  ['¥10,40', 'USD', undefined],
])('reads %j only if it contradicts neither itself nor the currency %j of its record', (text, currency, expected) => {
  for (const field of ['value', 'item_price']) {
    const { event, codes } = read(field, text, { decimals: 'comma' }, { currency });
    const found = JSON.stringify(event['custom_data'] ?? {});
    expect(found.includes('10.40')).toBe(expected !== undefined);
    expect(codes.includes('decimal_other_currency')).toBe(expected === undefined);
  }
});

test.each<[text: string, decimals: 'comma' | 'point', currency: string, expected: string | undefined]>([
  // Without fractions, this sign separates groups, and cannot be the decimal sign.
  ['12,800', 'comma', 'JPY', undefined],
  ['12,800', 'comma', 'krw', undefined],
  ['12,800', 'comma', '円', undefined],
  // With fractions, it is the decimal sign.
  ['12,800', 'comma', 'EUR', '12.800'],
  ['12,800', 'comma', 'KWD', '12.800'],
  ['12,800', 'comma', '', '12.800'],
  // These signs cannot separate groups.
  ['0,125', 'comma', 'JPY', '0.125'],
  ['1234,567', 'comma', 'JPY', '1234.567'],
  // The decimal sign of the column is another one.
  ['12.800', 'comma', 'JPY', '12800'],
  ['12,800', 'point', 'JPY', '12800'],
  // `12.800` is a valid number without units, too.
  ['12.800', 'point', 'JPY', '12.800'],
])('reads the amount %j, with a decimal %s, in the currency %j as %s', (text, decimals, currency, expected) => {
  for (const field of ['value', 'item_price']) {
    const { event, codes } = read(field, text, { decimals }, { currency });
    expect(JSON.stringify(event).includes(`"${expected}"`)).toBe(expected !== undefined);
    expect(codes.includes('decimal_unreadable')).toBe(expected === undefined);
  }
});

test.each<[text: string, country: string, otherCells: Record<string, string>, same: string]>([
  ['0151/234 56 789', 'DE', {}, '+4915123456789'],
  // What is dialed before a number abroad differs between countries.
  ['0011 44 7400 123456', 'AU', {}, '+447400123456'],
  ['0011 61 412 345 678', 'AU', {}, '+61412345678'],
  ['001 81 90 1234 5678', 'KR', {}, '+819012345678'],
  ['0044 7400 123456', 'AU', {}, '+447400123456'],
  ['(0xx11) 3456-7890', 'BR', {}, '+551134567890'],
  ['0XX 11 98765-4321', 'BR', {}, '+5511987654321'],
  ['🇯🇵 090-1234-5678', 'JP', {}, '+819012345678'],
  ['(415) 555-2671', 'US', {}, '+14155552671'],
  ['416 555 0123', 'US', {}, '+14165550123'],
  ['090-1234-5678', 'JP', {}, '+819012345678'],
  ['Tel.: 0151/234 56 789', 'DE', {}, '+4915123456789'],
  // The record's own country takes precedence over that of the column.
  ['0664 1234567', 'DE', { country: 'at' }, '+436641234567'],
  ['0664 1234567', 'DE', { country: '' }, '+496641234567'],
  // With a calling code.
  ['+33 6 12 34 56 78', 'DE', {}, '+33612345678'],
  ['0033612345678', 'DE', {}, '+33612345678'],
  // With the country's own code, but without a plus.
  ['4915113190187', 'DE', {}, '+4915113190187'],
  ['49 151 13190187', 'DE', {}, '+4915113190187'],
  ['491801123456', 'DE', {}, '+491801123456'],
  ['33612345678', 'FR', {}, '+33612345678'],
  ['1 415 555 2671', 'US', {}, '+14155552671'],
  // An area code that equals the calling code.
  ['492112345', 'DE', {}, '+49492112345'],
  ['04921 123456', 'DE', {}, '+494921123456'],
  ['55 98306-2673', 'BR', {}, '+5555983062673'],
  ['393 1234567', 'IT', {}, '+393931234567'],
  // Numbers of countries other than Brazil that lost their plus: no number of a person in Brazil looks like them.
  ['33612345678', 'BR', {}, '+33612345678'],
  ['33612345678; 31987654321', 'BR', {}, '+33612345678, +5531987654321'],
  // 84 is the code of Vietnam, but here 8 is the trunk prefix.
  ['8 (495) 123-45-67', 'RU', {}, '+74951234567'],
  // Prefixes that Mexico has abolished: without a reading, the first number would be one in New Jersey.
  ['01 55 1234 5678', 'MX', {}, '+525512345678'],
  ['044 55 1234 5678', 'MX', {}, '+525512345678'],
  ['045 81 1234 5678', 'MX', {}, '+528112345678'],
  // Several numbers in a cell.
  ['06 12 34 56 78 / 07 98 76 54 32', 'FR', {}, '+33612345678, +33798765432'],
  ['06 12 34 56 78, +49 151 13190187', 'FR', {}, '+33612345678, +4915113190187'],
  // With the country's own code and the trunk prefix, which is only dialed within the country.
  ['49 0171 2345678', 'DE', {}, '+491712345678'],
  ['49-0171-2345678', 'DE', {}, '+491712345678'],
  ['(49) 030 1234567', 'DE', {}, '+49301234567'],
  ['4901712345678', 'DE', {}, '+491712345678'],
  ['49 0171 2345678', 'FR', { country: 'de' }, '+491712345678'],
  ['43 0660 1234567', 'AT', {}, '+436601234567'],
  ['4306601234567', 'AT', {}, '+436601234567'],
  ['1 1 415 555 2671', 'US', {}, '+14155552671'],
  ['44 07911 123456', 'GB', {}, '+447911123456'],
  ['33 06 12 34 56 78', 'FR', {}, '+33612345678'],
  ['81 090 1234 5678', 'JP', {}, '+819012345678'],
  ['358 040 1234567', 'FI', {}, '+358401234567'],
  ['62 0812 3456 7890', 'ID', {}, '+6281234567890'],
  ['7 8 926 123 45 67', 'RU', {}, '+79261234567'],
  ['36 06 20 123 4567', 'HU', {}, '+36201234567'],
  // An integer that a program exported as a decimal.
  ['1715551234.0', 'DE', {}, '+491715551234'],
])('reads the phone number %j of %s in a record with %j', (text, country, otherCells, same) => {
  const { event, codes } = read('ph', text, { country }, otherCells);
  expect(event).toMatchObject({ user_data: { ph: (read('ph', same, {}).event['user_data'] as JsonObject)['ph'] } });
  expect(codes).toEqual([]);
});

test.each<[text: string, country: string, same: string]>([
  ['07400 123456', 'UK', '+447400123456'],
  ['07400 123456', 'uk', '+447400123456'],
  ['690 123 4567', 'EL', '+306901234567'],
])('reads the phone number %j in a record with %s, which is not of ISO 3166 but in use', (text, country, same) => {
  const { event, codes } = read('ph', text, { country: 'DE' }, { country });
  expect(event).toMatchObject({ user_data: { ph: (read('ph', same, {}).event['user_data'] as JsonObject)['ph'] } });
  expect(codes).toEqual(['country_unknown']);
});

test.each(['XX', 'ZZ', '--', '(not set)'])('reads phone numbers of records in %s by the mapping', (country) => {
  const { event, codes } = read('ph', '0171 2345678', { country: 'DE' }, { country });
  expect(event).toEqual(read('ph', '+49 171 2345678', {}).event);
  expect(codes).toEqual(['placeholder_dropped']);
});

test.each<[text: string, country: string, same: string]>([
  ['0151/234 56 789 App. 12', 'DE', '+4915123456789'],
  ['+1 415 555 2671 (home)', 'DE', '+14155552671'],
])('warns that the extension or note of the phone number %j of %s is dropped', (text, country, same) => {
  const { event, codes } = read('ph', text, { country });
  expect(event).toEqual(read('ph', same, {}).event);
  expect(codes).toEqual(['ph_addition_dropped']);
});

test.each<[text: string, country: string, otherCells: Record<string, string>, same: string]>([
  ['33612345678', 'DE', {}, '+4933612345678'],
  ['436641234567', 'FR', { country: 'DE' }, '+49436641234567'],
])(
  'warns that the phone number %j of %s in a record with %j may be one of another country',
  (text, country, otherCells, same) => {
    const { event, codes } = read('ph', text, { country }, otherCells);
    expect(event).toMatchObject({ user_data: { ph: (read('ph', same, {}).event['user_data'] as JsonObject)['ph'] } });
    expect(codes).toEqual(['ph_two_countries']);
  },
);

test.each<[text: string, country: string, same: string, code: string]>([
  // A digit of a mobile number is missing.
  ['090-1234-567', 'JP', '+81901234567', 'ph_of_no_country'],
  ['0151/234 56 78', 'DE', '+491512345678', 'ph_of_no_country'],
  ['4902 123456', 'DE', '+494902123456', 'ph_two_readings'], // 04902 is an area code of Germany.
  ['490301234567', 'DE', '+49490301234567', 'ph_two_readings'],
  ['4949171 2345678', 'DE', '+49 49171 2345678', 'ph_code_doubled'],
  ['49 49 0171 2345678', 'DE', '+49 49 0171 2345678', 'ph_code_doubled'],
])('warns that the phone number %j of %s may not be %s', (text, country, same, code) => {
  const { event, codes } = read('ph', text, { country });
  expect(event).toEqual(read('ph', same, {}).event);
  expect(codes).toEqual([code]);
});

test.each<[text: string, country: string, codes: string[]]>([
  ['31987654321', 'BR', ['ph_without_country_code']],
  ['5491123456789', 'AR', []],
  ['2125551234', 'US', ['ph_without_country_code']],
  ['2126612345', 'TR', ['ph_without_country_code']],
  ['15123456789', 'DE', ['ph_two_countries']],
  ['15123456789', 'US', []],
  ['33612345678', 'DE', ['ph_two_countries']],
  ['33612345678.0', 'DE', ['ph_two_countries']],
  ['33612345678', 'GB', []],
  ['+15123456789', 'DE', []],
  ['33612345678', 'Germany', []],
  // 8 is dialed before numbers within Russia, and 84 is the calling code of Vietnam.
  ['84951234567', 'RU', ['ph_two_countries']],
  ['(8499) 123-45-67', 'RU', ['ph_two_countries']],
  ['8 (495) 123-45-67', 'RU', ['ph_without_country_code']],
  ['8 (499) 123-45-67', 'RU', ['ph_without_country_code']],
  ['8 (926) 123-45-67', 'RU', ['ph_without_country_code']],
  ['84951234567', 'VN', []],
])('without units, the phone number %j in a record of %s has the issues %j', (text, country, expected) => {
  const { codes } = read('ph', text, {}, { country });
  expect(codes.filter((code) => code.startsWith('ph_'))).toEqual(expected);
});

test.each<[text: string, country: string, otherCells: Record<string, string>]>([
  ['1234567', 'US', {}], // not a number of the country
  ['0664 1234567', 'DE', { country: 'Österreich' }], // a country that is not a code
  ['91587-8887', 'BR', {}], // without an area code
])('warns that the phone number %j of %s in a record with %j has no calling code', (text, country, otherCells) => {
  const { codes } = read('ph', text, { country }, otherCells);
  expect(codes).toContain('ph_without_country_code');
});

test.each<[text: string, country: string, code: string]>([
  // By their digits alone, these are valid numbers of the country.
  ['25.12.1990', 'DE', 'ph_date'],
  ['5555555555', 'US', 'ph_one_digit'],
  ['0222 2222 222', 'DE', 'ph_one_digit'],
])('%j is invalid as a phone number of %s', (text, country, code) => {
  expect(read('ph', text, { country })).toEqual({ event: {}, codes: [code] });
});

test.each<[field: string, units: Units, unit: keyof Units]>([
  ['event_time', { timezone: 'Berlin' }, 'timezone'],
  ['event_time', { timezone: 'Berlin', dates: 'day_first' }, 'timezone'],
  ['ph', { country: 'XX' }, 'country'],
])('refuses units of %s that do not exist: %j', (field, units, unit) => {
  const compile = () => compilePlan(fields, ['A'], { mapping: { A: { field, ...units } }, constants: {} });
  const params = { column: 'A', field, unit };
  expect(compile).toThrow(expect.objectContaining({ code: 'mapping_unit_invalid', params }));
});
