import { expect, test } from 'vitest';
import { prepareEffects } from '../../../adapters/delivery/sha256.ts';
import { repairCell } from '../../../core/connector/repair.ts';
import type { Mapping } from '../../../core/record/field-target.ts';
import { compilePlan } from '../../../core/record/plan.ts';
import { fields } from '../fields.ts';
import { repairs } from './repairs.ts';

const NOW = 1_795_600_000;
const SHA256_OF_TEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** The named repair's result for a cell; repairs that ask for a zone get Tokyo. */
function repaired(
  name: string,
  field: string,
  text: string,
  otherTexts: Record<string, string> = {},
  target: Mapping[string] = field,
): string | undefined {
  const repair = repairs.find((each) => each.name === name);
  const [column] = compilePlan(fields, [field], { mapping: { [field]: target }, constants: {} }).columns;
  if (!repair || !column) throw new Error(`no repair ${name} of ${field}`);
  const answer = repair.neededAnswer && 'Asia/Tokyo';
  return repairCell(
    repair,
    { targets: [column], text, answer },
    { now: NOW, textOf: (other) => otherTexts[other] },
    prepareEffects.isIp,
  );
}

test.each<[repair: string, field: string, text: string, expected: string | undefined]>([
  ['to_seconds', 'event_time', '1795410011208', '1795410011'],
  ['to_seconds', 'event_time', '1795410011208123', '1795410011'],
  ['to_seconds', 'event_time', '1795410011208123456', '1795410011'],
  ['to_seconds', 'event_time', ' 1795410011999 ', '1795410011'],
  ['to_seconds', 'event_time', '1.795410011208E12', '1795410011'],
  ['to_seconds', 'event_time', '1795410011208.0', '1795410011'],
  ['to_seconds', 'event_time', '1795410011208.5', '1795410011'],
  ['to_seconds', 'event_time', '1795410011', undefined],
  ['to_seconds', 'event_time', '20261124075320', undefined], // a date and time
  ['to_seconds', 'event_time', '20261124075320123', undefined],
  ['time_zone', 'event_time', '20261124075320', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '202611240753', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026112407', '2026-11-24 07:00:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '20261124', '2026-11-24 00:00:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '20261124 075320', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '20361124075320', undefined], // in the future
  ['time_zone', 'event_time', '1795410011208', undefined],
  ['time_spelling', 'event_time', '20261124T075320Z', '2026-11-24 07:53:20 Z'],
  ['to_seconds', 'event_time', '9795410011208', undefined], // would be in the future
  ['time_spelling', 'event_time', '2026/11/24 07:53:20', undefined], // the zone is unknown
  ['time_spelling', 'event_time', '2026/11/24 07:53:20 +09:00', '2026-11-24 07:53:20 +09:00'],
  ['time_spelling', 'event_time', '11/24/2026 7:53 PM UTC', '2026-11-24 19:53:00 UTC'],
  // Times with a day of the week or the name of a zone, as programs print them.
  ['time_spelling', 'event_time', 'Tue, 24 Nov 2026 07:53:20 GMT', '2026-11-24 07:53:20 GMT'],
  ['time_spelling', 'event_time', 'Tue, 24 Nov 2026 16:53:20 +0900 (JST)', '2026-11-24 16:53:20 +0900'],
  [
    'time_spelling',
    'event_time',
    'Tue Nov 24 2026 16:53:20 GMT+0900 (Japan Standard Time)',
    '2026-11-24 16:53:20 +09:00',
  ],
  ['time_spelling', 'event_time', 'Tue Nov 24 16:53:20 JST 2026', '2026-11-24 16:53:20 JST'],
  ['time_spelling', 'event_time', '24/Nov/2026:07:53:20 +0000', '2026-11-24 07:53:20 +0000'],
  ['time_spelling', 'event_time', '2026/11/24 16:53:20 JST', '2026-11-24 16:53:20 JST'],
  ['time_spelling', 'event_time', '2026-11-24 16:53:20 GMT+9', '2026-11-24 16:53:20 +09:00'],
  // Times in other spellings, and with a zone that is missing.
  ['time_spelling', 'event_time', '2026/11/24 16:53:20.125 +09:00', '2026-11-24 16:53:20.125 +09:00'],
  ['time_spelling', 'event_time', '2026年11月24日 7時53分5.25秒 +09:00', '2026-11-24 07:53:05.25 +09:00'],
  ['time_spelling', 'event_time', '2026/11/24 16:53:20 XYZ', undefined],
  ['time_spelling', 'event_time', 'Foo, 24 Nov 2026 07:53:20 GMT', undefined],
  ['start_of_day', 'event_time', '24-11-2026 UTC', undefined],
  ['time_zone', 'event_time', '2026/11/24(火) 07:53:20', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日（火曜日）7:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日火曜日 7:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日07時53分20秒', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026/11/24 PM 4:53:20', '2026-11-24 16:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '24/11/2026 4:53:20 p. m.', '2026-11-24 16:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '24-NOV-2026 04.53.20.000000 PM', '2026-11-24 16:53:20.000000 Asia/Tokyo'],
  ['time_zone', 'event_time', '24.11.2026, 07:53 Uhr', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', 'Dienstag, 24. November 2026 um 07:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', 'mardi 24 novembre 2026 à 07h53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '24 novembre 2026 à 7 h 53 min 20 s', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '24 novembre 2026 à 07 h 53 min 20 s', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '24 de noviembre de 2026 a las 7:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', 'terça-feira, 24 de novembro de 2026 às 07:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', 'martedì 24 novembre 2026 alle ore 07:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', 'dinsdag 24 november 2026 om 07:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', 'Mar 24, 2026 at 4:53 PM', '2026-03-24 16:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026. 11. 24. 07:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026/11/24 07:53:20', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '24.11.2026 07:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '11/24/2026 7:53 PM', '2026-11-24 19:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '11/24/2026 12:53 am', '2026-11-24 00:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日 7時53分20秒', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日 7時5分', '2026-11-24 07:05:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日（火） 10時05分06秒', '2026-11-24 10:05:06 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026/11/24(火)10:05', '2026-11-24 10:05:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026-11-24 下午 03:05', '2026-11-24 15:05:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日 上午9时5分6秒', '2026-11-24 09:05:06 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026. 11. 24. 오후 3:05:07', '2026-11-24 15:05:07 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026년 11월 24일 오전 12시 5분', '2026-11-24 00:05:00 Asia/Tokyo'],
  ['start_of_day', 'event_time', '2026. 11. 24.', '2026-11-24 00:00:00 Asia/Tokyo'],
  ['start_of_day', 'event_time', '2026年11月24日（火）', '2026-11-24 00:00:00 Asia/Tokyo'],
  ['date_order', 'db', '1990년 4월 12일', '1990-04-12'],
  ['time_zone', 'event_time', '2026-11-24 07:53:20.125', '2026-11-24 07:53:20.125 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026-11-25 18:00:00', '2026-11-25 18:00:00 Asia/Tokyo'], // as UTC it would be in the future
  ['time_zone', 'event_time', '2026/11/24 7:5', undefined],
  ['time_zone', 'event_time', '2026/11/24 07:53:20 +09:00', undefined],
  ['time_zone', 'event_time', '04/05/2026 07:53', undefined], // April or May
  ['time_spelling', 'event_time', '04/05/2026 07:53', undefined], // April or May
  ['time_spelling', 'event_time', '2026-11-24', undefined],
  ['time_spelling', 'event_time', '2026/11/24 25:53', undefined],
  ['time_spelling', 'event_time', 'yesterday', undefined],
  ['date_order', 'db', '1990.4.12', '1990-04-12'],
  ['date_order', 'db', '1990年4月12日', '1990-04-12'],
  ['date_order', 'db', '1990年4月12日(木)', '1990-04-12'],
  ['date_order', 'db', '1990년 4월 12일', '1990-04-12'],
  ['date_order', 'db', '1990. 4. 12.', '1990-04-12'],
  ['date_order', 'db', '25.12.1990.', '1990-12-25'],
  ['date_order', 'db', '33.04.00', undefined],
  ['date_order', 'db', '19900412.00', '19900412'],
  ['date_order', 'db', 'Thursday, April 12, 1990', '1990-04-12'],
  ['date_order', 'db', '1990-04-12 00:00:00.000 UTC', '1990-04-12'],
  ['date_order', 'db', '1990-04-12T00:00:00+00:00', '1990-04-12'],
  ['date_order', 'db', '25/12/1990 12:00:00 AM', '1990-12-25'],
  ['date_order', 'db', '25/12/1990 12:00:00 PM', undefined],
  ['date_order', 'db', '1990-04-12T00:00:00+09:00', '1990-04-12'],
  ['date_order', 'db', '1990-04-11T15:00:00Z', undefined],
  ['date_order', 'db', 'Thu Apr 12 1990 00:00:00 GMT+0900 (Japan Standard Time)', '1990-04-12'],
  ['date_order', 'db', '1990-04-12+09:00', '1990-04-12'],
  ['date_order', 'db', '1990-04-12-05:00', '1990-04-12'],
  ['date_order', 'db', '1990–04–12', '1990-04-12'],
  ['date_order', 'db', '1990ー04ー12', '1990-04-12'],
  ['date_order', 'db', '1990 04 12', '1990-04-12'],
  ['date_order', 'db', "'1990-04-12", '1990-04-12'],
  ['date_order', 'db', '"1990-04-12"', '1990-04-12'],
  ['date_order', 'db', '1990-04-12,', '1990-04-12'],
  ['date_order', 'db', '١٩٩٠-٠٤-١٢', '1990-04-12'],
  ['date_order', 'db', '1.9900412E7', '1990-04-12'],
  ['date_order', 'db', '639878400000', '1990-04-12'], // midnight in milliseconds, as HubSpot exports days
  ['date_order', 'db', '639878400', '1990-04-12'],
  ['date_order', 'db', '5097600000', '1970-03-01'],
  ['date_order', 'db', '1209600000', undefined], // 2008-05-01 in seconds, 1970-01-15 in milliseconds
  ['date_order', 'db', '-639878400', '1949-09-22'],
  ['date_order', 'db', '639878401000', undefined],
  ['date_order', 'db', '25121990', '1990-12-25'],
  ['date_order', 'db', '12041990', undefined],
  ['day_first', 'db', '12041990', '1990-04-12'],
  ['month_first', 'db', '12041990', '1990-12-04'],
  ['day_first', 'db', '4/12/1990 0:00', '1990-12-04'],
  ['month_first', 'db', '4/12/1990 12:00:00 AM', '1990-04-12'],
  ['date_order', 'db', '昭39.10.10', '1964-10-10'],
  ['date_order', 'db', 's39.10.10', '1964-10-10'],
  ['date_order', 'db', 'S391010', '1964-10-10'],
  ['date_order', 'db', '1990年4月12日生', '1990-04-12'],
  ['date_order', 'db', '民國79年4月12日', '1990-04-12'],
  ['date_order', 'db', '中華民國79年4月12日', '1990-04-12'],
  ['date_order', 'db', '12 Agustus 1990', '1990-08-12'],
  ['date_order', 'db', '12 Kasım 1990', '1990-11-12'],
  ['date_order', 'db', '12 апреля 1990 г.', '1990-04-12'],
  ['date_order', 'db', '12 أبريل 1990', '1990-04-12'],
  ['date_order', 'db', '12 listopada 1990', undefined], // November in Polish, October in Croatian
  ['time_spelling', 'event_time', "'1795410011", '1795410011'],
  ['time_spelling', 'event_time', '/Date(1795410011000)/', '1795410011'],
  ['time_spelling', 'event_time', 'ISODate("2026-11-24T07:53:20Z")', '2026-11-24 07:53:20 Z'],
  ['time_spelling', 'event_time', '{"$date":"2026-11-24T07:53:20Z"}', '2026-11-24 07:53:20 Z'],
  ['time_spelling', 'event_time', '2026-11-24T07:53:20−05:00', '2026-11-24 07:53:20 -05:00'],
  ['time_spelling', 'event_time', '2026-11-24 07:53:20 (UTC)', '2026-11-24 07:53:20 UTC'],
  ['time_spelling', 'event_time', '24-NOV-26 07.53.20.000000 AM +09:00', '2026-11-24 07:53:20.000000 +09:00'],
  ['time_zone', 'event_time', '24/11/2026 - 07:53', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026-11-24_07:53:20', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026-11-24-07.53.20.000000', '2026-11-24 07:53:20.000000 Asia/Tokyo'],
  ['time_zone', 'event_time', '07:53 24/11/2026', '2026-11-24 07:53:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '24NOV2026:07:53:20', '2026-11-24 07:53:20 Asia/Tokyo'],
  ['time_zone', 'event_time', 'Nov 24 2026 07:53:20:123AM', '2026-11-24 07:53:20.123 Asia/Tokyo'],
  ['time_zone', 'event_time', '2026年11月24日7時', '2026-11-24 07:00:00 Asia/Tokyo'],
  ['time_zone', 'event_time', '٢٤/١١/٢٠٢٦ ٠٧:٥٣ م', '2026-11-24 19:53:00 Asia/Tokyo'],
  ['spreadsheet_time', 'event_time', '46347,586805555555', '2026-11-21 14:05:00 Asia/Tokyo'],
  ['date_order', 'db', '25/12/1990', '1990-12-25'],
  ['date_order', 'db', '12/25/1990', '1990-12-25'],
  ['date_order', 'db', '05/05/1990', '1990-05-05'],
  ['date_order', 'db', '04/05/1990', undefined],
  ['date_order', 'db', '31/02/1990', undefined],
  ['date_order', 'db', '12/25/90', '1990-12-25'],
  ['date_order', 'db', '14-jul-85', '1985-07-14'],
  ['date_order', 'db', '85/7/14', '1985-07-14'],
  // A person of 21 or 121, and one of 6 or 106.
  ['date_order', 'db', '3 mars 05', '2005-03-03'],
  ['date_order', 'db', '3 mars 20', undefined],
  ['date_order', 'db', '12/25/20', undefined],
  ['date_order', 'db', '25/12/27', undefined], // Either 25 or 27 is the year.
  // Other dates of birth, and times.
  ['date_order', 'db', '4/5/90', undefined],
  ['date_order', 'db', '31/2/90', undefined],
  ['day_first', 'db', '4/5/90', '1990-05-04'],
  ['month_first', 'db', '4/5/90', '1990-04-05'],
  ['date_order', 'db', '昭和39年5月5日', '1964-05-05'],
  ['date_order', 'db', '令和元年5月1日', '2019-05-01'],
  ['day_first', 'db', '04/05/1990', '1990-05-04'],
  ['month_first', 'db', '04/05/1990', '1990-04-05'],
  ['month_first', 'db', '1990', undefined],
  ['time_day_first', 'event_time', '03/04/2026 10:00', '2026-04-03 10:00:00 Asia/Tokyo'],
  ['time_day_first', 'event_time', '03/04/2026 10:00 UTC', '2026-04-03 10:00:00 UTC'],
  ['time_day_first', 'event_time', '24.11.2026 07:53', undefined],
  ['time_month_first', 'event_time', '03/04/2026 10:00', '2026-03-04 10:00:00 Asia/Tokyo'],
  ['time_month_first', 'event_time', '03/04/2026', '2026-03-04 00:00:00 Asia/Tokyo'],
  ['time_month_first', 'event_time', '24.11.2026', undefined],
  ['start_of_day', 'event_time', '24.11.2026', '2026-11-24 00:00:00 Asia/Tokyo'],
  ['start_of_day', 'event_time', '2026-11-24', undefined], // is read as it is
  ['spreadsheet_time', 'event_time', '46350', '2026-11-24 00:00:00 Asia/Tokyo'],
  ['spreadsheet_time', 'event_time', '46350.5', '2026-11-24 12:00:00 Asia/Tokyo'],
  ['spreadsheet_time', 'event_time', '0', undefined],
  ['spreadsheet_time', 'event_time', '1000000000', undefined],
  ['spreadsheet_day', 'db', '33000', '1990-05-07'],
  ['spreadsheet_day', 'db', '1990', undefined], // a year, not a day of 1905
  ['whole_seconds', 'event_time', '2026-11-24 07:53:20.123 UTC', '2026-11-24 07:53:20 UTC'],
  ['whole_seconds', 'event_time', '1.795410011208E9', '1795410011'],
  ['whole_seconds', 'event_time', '1795410011.208', '1795410011'],
  ['uuid_in_text', 'hashed_maids', '{EB9F4A2C-6D1E-4F0B-9A55-3C1D2E4F5A6B}', 'EB9F4A2C-6D1E-4F0B-9A55-3C1D2E4F5A6B'],
  [
    'uuid_in_text',
    'hashed_maids',
    'IDFA: eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b',
    'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b',
  ],
  ['uuid_in_text', 'hashed_maids', 'abc', undefined],
  ['uuid_hyphens', 'hashed_maids', 'eb9f4a2c6d1e4f0b9a553c1d2e4f5a6b', 'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b'],
  ['first_address', 'em', 'ada@mail.example; bob@mail.example', 'ada@mail.example'],
  ['first_address', 'em', 'ada@mail.example bob@mail.example', 'ada@mail.example'],
  ['first_address', 'em', ' ada@mail.example\nbob@mail.example\n', 'ada@mail.example'],
  ['first_address', 'em', 'Ada <ada@mail.example>, Bob <bob@mail.example>', 'ada@mail.example'],
  ['first_address', 'em', 'ada@mail.example；bob＠mail.example', 'ada@mail.example'],
  ['first_address', 'em', 'ada@mail.example, bob', undefined],
  ['first_address', 'em', 'ada, bob@mail.example', undefined],
  ['first_address', 'em', 'ada@mail', undefined],
  ['first_address', 'em', 'https://shop.example/?a=ada@mail.example&b=bob@mail.example', undefined],
  ['first_address', 'em', 'mail.example/?a=ada@mail.example;bob@mail.example', undefined],
  ['whole_id', 'external_id', '12345.0', '12345'],
  ['whole_id', 'event_id', '12345.0', '12345'],
  ['whole_id', 'external_id', '0012345.0', '0012345'],
  ['whole_id', 'external_id', '4.91715123456E11', '491715123456'],
  ['whole_id', 'external_id', '1.2345E3', undefined],
  ['https_scheme', 'event_source_url', 'shop.example/thanks', 'https://shop.example/thanks'],
  ['https_scheme', 'event_source_url', '//shop.example', 'https://shop.example'],
  ['https_scheme', 'event_source_url', '/thanks', undefined],
  ['phone_alone', 'ph', '+1 415 555 0100 ext. 5', '+1 415 555 0100'],
  ['phone_alone', 'ph', '+1 415 555 0100 (home)', '+1 415 555 0100'],
  ['phone_alone', 'ph', '+1 415 555 0100 (home), +1 415 555 0101', undefined],
  ['trunk_zero', 'ph', '+49 0171 2345678', '+491712345678'],
  ['trunk_zero', 'ph', '0049 0171 2345678', '+491712345678'],
  ['trunk_zero', 'ph', '(+49) 0171 2345678', '+491712345678'],
  ['trunk_zero', 'ph', '(0049) 0171 2345678', '+491712345678'],
  ['trunk_zero', 'ph', '+370 (8-5) 2123456', '+37052123456'],
  ['trunk_zero', 'ph', '+4901712345678.0', '+491712345678'],
  ['trunk_zero', 'ph', '+52 044 55 1234 5678', '+525512345678'],
  ['trunk_zero', 'ph', '+56 09 1234 5678', '+56912345678'],
  ['trunk_zero', 'ph', '+49 030 1234 / 171 2345', undefined],
  ['phone_code_once', 'ph', '+1 1 415 555 0100', '+14155550100'],
  ['phone_code_once', 'ph', '+1 (1) 415 555 0100 ext. 5', '+14155550100'],
  ['phone_code_once', 'ph', '0044 44 7911 123456', '+447911123456'],
  ['phone_code_once', 'ph', '+49 49 171 2345678', '+491712345678'],
  ['phone_code_once', 'ph', '+49 49 0171 2345678', '+491712345678'],
  ['phone_code_once', 'ph', '49 49 171 2345678', '+491712345678'],
  ['phone_code_once', 'ph', '+49 491712345678', undefined], // or a number of Leer, whose area code is 0491
  ['phone_code_once', 'ph', '+55 55 98306 2673', undefined],
  ['phone_country', 'ph', '8 (495) 123-45-67', undefined],
  ['plain_letters', 'ln', 'O&#039;Brien', "O'Brien"],
  ['plain_letters', 'ct', 'M&uuml;nchen', 'München'],
  ['plain_letters', 'fn', 'FranÃ§ois', 'François'],
  ['plain_letters', 'ln', 'Oâ€™Brien', 'O’Brien'],
  ['plain_letters', 'fn', 'Jos%C3%A9', 'José'],
  ['plain_letters', 'fn', 'Jos\\u00e9', 'José'],
  ['plain_letters', 'fn', 'A***', undefined],
  ['plain_letters', 'fn', 'Andr&eacute; ***', undefined],
  ['plain_letters', 'fn', '&nosuch;', undefined],
  ['left_out', 'fn', 'A***', ''],
  ['plain_hash', 'fn', `sha256:${'0a'.repeat(32)}`, '0a'.repeat(32)],
  ['plain_hash', 'em', `'${'0a'.repeat(32)}`, '0a'.repeat(32)],
  ['plain_hash', 'external_id', `0x${'0A'.repeat(32)}`, '0A'.repeat(32)],
  ['plain_hash', 'fn', 'd41d8cd98f00b204e9800998ecf8427e', undefined],
  ['plain_hash', 'em', `(${'0a'.repeat(32)})`, '0a'.repeat(32)],
  ['plain_hash', 'em', `hash=${'0a'.repeat(32)};`, '0a'.repeat(32)],
  ['plain_hash', 'em', `X'${'0a'.repeat(32)}'`, '0a'.repeat(32)],
  ['plain_hash', 'em', '0a'.repeat(31), undefined],
  // SHA-256 of test, in Base64.
  ['plain_hash', 'em', 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=', SHA256_OF_TEST],
  ['plain_hash', 'fn', 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg', SHA256_OF_TEST],
  ['plain_hash', 'em', 'P1wRPuSOtbKdEe7/zliF/Q==', undefined],
  ['one_alphabet', 'fn', 'P\u0430vel', 'Pavel'],
  ['one_alphabet', 'ln', 'Ивaнов', 'Иванов'],
  ['one_alphabet', 'em', 'ada@m\u0430il.example', 'ada@mail.example'],
  ['one_alphabet', 'fn', 'АННA', undefined],
  ['mail_domain', 'em', 'Ada@gmial.com', 'ada@gmail.com'],
  ['mail_domain', 'em', 'Ada <ada@hotmail.con>', 'ada@hotmail.com'],
  ['name_alone', 'fn', 'Ada (VIP)', 'Ada'],
  ['name_alone', 'ln', '山田（ヤマダ）', '山田'],
  ['name_alone', 'fn', 'Ada 😀', 'Ada'],
  ['name_alone', 'fn', 'Ada null', 'Ada'],
  ['name_alone', 'fn', 'Ada,', 'Ada'],
  ['name_alone', 'fn', 'Ada & Eva', undefined],
  ['name_alone', 'fn', 'JENNIFER NULL', undefined],
  ['name_alone', 'fn', 'Lovelace, Ada', undefined],
  ['plain_digits', 'external_id', 'Ａ００１', 'A001'],
  [
    'uuid_in_text',
    'hashed_maids',
    'gps_adid=eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b',
    'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b',
  ],
  ['uuid_in_text', 'hashed_maids', 'eb9f4a2c–6d1e–4f0b–9a55–3c1d2e4f5a6b', 'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b'],
  ['address_alone', 'client_ip_address', 'for=192.0.2.17;proto=https', '192.0.2.17'],
  ['address_alone', 'client_ip_address', '2001:db8::17%eth0', '2001:db8::17'],
  ['address_alone', 'client_ip_address', '10.0.0.7; 192.0.2.17:443', '192.0.2.17'],
  ['address_alone', 'client_ip_address', '１９２.０.２.１７', '192.0.2.17'],
  ['address_alone', 'client_ip_address', '192.000.002.017', '192.0.2.17'],
  ['address_alone', 'client_ip_address', '192.0.2.0/24', undefined],
  ['without_honorific', 'ln', '山田様', '山田'],
  ['without_honorific', 'ln', '山田　様', '山田'],
  ['without_honorific', 'fn', '김철수 님', '김철수'],
  ['without_honorific', 'ln', 'Frau Prof. Dr. Meier', 'Meier'],
  ['without_honorific', 'ln', 'MR. SMITH', 'SMITH'],
  ['without_honorific', 'fn', 'นางสาวสมหญิง', 'สมหญิง'],
  ['without_honorific', 'ln', 'Herr', undefined],
  ['without_text_mark', 'external_id', "'1234567", '1234567'],
  ['plain_letters', 'fn', 'Bj√∂rn', 'Björn'],
  ['plain_letters', 'em', 'mÃ¼ller@mail.example', 'müller@mail.example'],
  ['phone_current_prefix', 'ph', '+52 1 55 1234 5678', '+525512345678'],
  ['phone_current_prefix', 'ph', '+52 55 1234 5678', undefined],
  ['phone_current_prefix', 'ph', '+52 1 55 1234 567', undefined],
  ['phone_current_prefix', 'ph', '+54 11 15 1234 5678', '+5491112345678'],
  ['phone_current_prefix', 'ph', '+54 11 15 1234 567', undefined],
  ['plain_digits', 'ph', '+٩٦٦٥٠١٢٣٤٥٦٧', '+966501234567'],
  ['plain_digits', 'ph', '۰۹۱۲۳۴۵۶۷۸۹', '09123456789'],
  ['plain_digits', 'zp', '११०००१', '110001'],
  ['plain_digits', 'ph', '8.19012345678E11', '819012345678'],
  ['plain_digits', 'zp', '2.004002E7', '20040020'],
  ['plain_digits', 'ph', '8.19012E+11', undefined],
  ['plain_digits', 'ph', '8.19012345678E+11', '819012345678'],
  ['plain_digits', 'ph', '8,19012345678E+11', '819012345678'],
  ['plain_digits', 'ph', '8.190123456785E+11', undefined],
  ['plain_digits', 'ph', '1.0E25', undefined],
  ['plain_digits', 'ph', '1.2345678901E5', undefined],
  ['plain_digits', 'ph', '+1 415 *** 0100', undefined],
  ['city_alone', 'ct', '10115 Berlin', 'Berlin'],
  ['city_alone', 'ct', 'D-10115 Berlin', 'Berlin'],
  ['city_alone', 'ct', 'Berlin, 10115', 'Berlin'],
  ['city_alone', 'ct', 'PARIS (75008)', 'PARIS'],
  ['city_alone', 'ct', 'Austin, TX', 'Austin'],
  ['city_alone', 'ct', 'Austin, TX 78701', 'Austin'],
  ['city_alone', 'ct', '〒100-0001 千代田区', '千代田区'],
  ['city_alone', 'ct', 'Boston 02139-4307', 'Boston'],
  ['city_alone', 'ct', '10115 Berlin 10117 Berlin', undefined],
  ['city_alone', 'ct', 'Paris 14', undefined],
  ['city_alone', 'ct', 'São Paulo - SP', 'São Paulo'],
  ['city_alone', 'ct', 'Curitiba/PR', 'Curitiba'],
  ['city_alone', 'ct', 'Curitiba-PR', 'Curitiba'],
  ['city_alone', 'ct', 'Austin (TX)', 'Austin'],
  ['city_alone', 'ct', 'Austin TX 78701', 'Austin'],
  ['city_alone', 'ct', 'Austin, TX, 78701', 'Austin'],
  ['city_alone', 'ct', 'San Francisco, CA, USA', 'San Francisco'],
  ['city_alone', 'ct', 'San Francisco, California', 'San Francisco'],
  ['city_alone', 'ct', 'Austin, United States', 'Austin'],
  ['city_alone', 'ct', 'Rostock, Kreisfreie Stadt', 'Rostock'],
  ['city_alone', 'ct', 'Shibuya-ku, Tokyo', undefined],
  ['city_alone', 'ct', 'New Orleans, LA', 'New Orleans'],
  ['city_alone', 'ct', 'PALMAS DE GRAN CANARIA, LAS', undefined],
  ['city_alone', 'ct', 'EJIDO, EL', undefined],
  ['city_alone', 'ct', 'HAAG, DEN', undefined],
  ['city_alone', 'ct', 'MANS, LE', undefined],
  ['city_alone', 'ct', 'Línea de la Concepción, La', undefined],
  ['city_alone', 'ct', '111 22 Stockholm', 'Stockholm'],
  ['city_alone', 'ct', 'Mumbai-400001', 'Mumbai'],
  ['city_alone', 'ct', 'Delhi - 110 001', 'Delhi'],
  ['city_alone', 'ct', 'London SW1A 1AA', 'London'],
  ['city_alone', 'ct', 'Toronto K1A 0B1', 'Toronto'],
  ['city_alone', 'ct', '1012 AB Amsterdam', 'Amsterdam'],
  ['city_alone', 'ct', '1012 AB AMSTERDAM', undefined],
  ['city_alone', 'ct', '3100 St. Pölten', 'St. Pölten'],
  ['city_alone', 'ct', '3100 St Pölten', 'St Pölten'],
  ['click_id_alone', 'click_id', 'epik=dj0yJnU9b2', 'dj0yJnU9b2'],
  ['click_id_alone', 'click_id', '_epik=dj0yJnU9b2; Path=/', 'dj0yJnU9b2'],
  ['click_id_alone', 'click_id', 'https://shop.example/?a=b&epik=dj0yJnU9b2#top', 'dj0yJnU9b2'],
  ['click_id_alone', 'click_id', '"dj0yJnU9b2"', 'dj0yJnU9b2'],
  ['click_id_alone', 'click_id', 'dj0yJnU9b2&utm_source=pinterest', 'dj0yJnU9b2'],
  ['click_id_alone', 'click_id', 'https://shop.example/', undefined],
  ['click_id_alone', 'click_id', 'epik=null', 'null'], // which the rule leaves out
  ['address_in_text', 'em', 'E-mail: ada@mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example (work)', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example; ADA@mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada(at)mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada%40mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada&#64;mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'https://shop.example/?e=ada%40mail.example', undefined],
  ['address_in_text', 'em', 'shop.example/?e=ada%40mail.example', undefined],
  ['country_code', 'country', 'United States (US)', 'US'],
  ['country_code', 'country', 'United Kingdom (UK)', 'GB'],
  ['country_code', 'country', 'Germany (AT)', undefined],
  ['country_code', 'country', 'Scotland', 'GB'],
  ['currency_code', 'currency', 'R$', 'BRL'],
  ['currency_code', 'currency', '₺', 'TRY'],
  ['without_text_mark', 'fn', "'太郎", '太郎'],
  ['without_text_mark', 'fn', '"Ada"', 'Ada'],
  ['without_text_mark', 'external_id', '“1234567”', '1234567'],
  ['without_text_mark', 'ln', "'t Hart", undefined],
  ['plain_digits', 'ph', '０９０ー１２３４ー４４１７', '090ー1234ー4417'],
  ['start_of_day', 'event_time', '03/04/2026', undefined],
  ['start_of_day', 'event_time', 'yesterday', undefined],
  ['country_code', 'country', '日本国', 'JP'],
  ['country_code', 'country', '中国', 'CN'],
  ['country_code', 'country', 'Norge', 'NO'],
  ['country_code', 'country', '日本', 'JP'],
  ['country_code', 'country', 'united states of america', 'US'],
  ['country_code', 'country', 'DEU', 'DE'],
  ['country_code', 'country', 'UK', 'GB'],
  ['country_code', 'country', 'República Democrática do Congo', 'CD'],
  ['country_code', 'country', 'NGA', 'NG'],
  ['country_code', 'country', 'Nga', undefined], // Russia in Vietnamese
  ['country_code', 'country', 'Atlantis', undefined],
  ['country_code', 'country', 'XX', undefined],
  ['state_code', 'st', 'California', 'CA'],
  ['state_code', 'st', 'new  york', 'NY'],
  ['state_code', 'st', 'Québec', 'QC'],
  ['state_code', 'st', 'US-TX', 'TX'],
  ['state_code', 'st', 'Bavaria?', undefined],
  ['decimal_separators', 'value', '1,234.50', '1234.50'],
  ['decimal_separators', 'value', '1.349,90', '1349.90'],
  ['decimal_separators', 'value', '12,5', '12.5'],
  ['decimal_separators', 'value', '$72.30', '72.30'],
  ['decimal_separators', 'value', '72,30 €', '72.30'],
  ['decimal_separators', 'value', '1 234,5', '1234.5'],
  ['decimal_separators', 'value', '1,234,567', '1234567'],
  ['decimal_separators', 'value', '１２.５', '12.5'],
  ['decimal_separators', 'value', '12⁹⁹ €', undefined], // neither 1299 nor certainly 12.99
  ['number_separators', 'num_items', '2³', undefined],
  ['decimal_separators', 'value', '0,500', '0.500'],
  ['decimal_separators', 'value', '1,234', undefined],
  ['decimal_separators', 'value', '1.234,-', undefined],
  ['decimal_separators', 'value', '1.234 €', undefined],
  ['decimal_separators', 'value', '€1.234', undefined],
  ['decimal_separators', 'value', 'R$ 1.234', undefined],
  ['decimal_separators', 'value', '1.234 EUR', undefined],
  ['decimal_separators', 'value', '0.500 €', '0.500'],
  ['decimal_separators', 'value', '1.234,50 €', '1234.50'],
  ['decimal_separators', 'value', '10 20', undefined],
  ['decimal_separators', 'value', '10 50 €', undefined],
  ['decimal_separators', 'value', '0 125 €', undefined],
  ['decimal_separators', 'value', "0'125", undefined],
  ['decimal_separators', 'value', '1 2', undefined],
  ['decimal_separators', 'value', "1'234.50", '1234.50'],
  ['decimal_separators', 'value', '1_234', '1234'],
  ['decimal_separators', 'value', '1 234 567 €', '1234567'],
  ['decimal_separators', 'value', '1 234_567', undefined],
  ['decimal_separators', 'value', '₹12,34,567.50', '1234567.50'],
  ['decimal_separators', 'value', 'Rs. 1,23,456', '123456'],
  ['decimal_separators', 'value', '($1,234.56)', '-1234.56'],
  ['decimal_separators', 'value', '1.234,56-', '-1234.56'],
  ['decimal_separators', 'value', '-$10.40', '-10.40'],
  ['decimal_separators', 'value', '− 5', '-5'],
  ['decimal_separators', 'value', "'10.40", '10.40'],
  ['decimal_separators', 'value', '¥1,012,800-', '1012800'],
  ['decimal_separators', 'value', '¥800-', '800'],
  ['decimal_separators', 'value', '\\800-', '800'],
  ['decimal_separators', 'value', '¥12,800-', '12800'],
  ['decimal_separators', 'value', '12,800円（税込）', '12800'],
  ['decimal_separators', 'value', '税込 12,800円', '12800'],
  ['decimal_separators', 'value', '12,800円税別', '12800'],
  ['decimal_separators', 'value', '金12,800円也', '12800'],
  ['decimal_separators', 'value', '金１２，８００－', '12800'],
  ['decimal_separators', 'value', '△1,012,800', '-1012800'],
  ['decimal_separators', 'value', '△12,800円', '-12800'],
  ['decimal_separators', 'value', '12,800원', '12800'],
  ['decimal_separators', 'value', '₩12,800', '12800'],
  ['decimal_separators', 'value', '12,800 JPY', '12800'],
  ['decimal_separators', 'value', '1.280.000₫', '1280000'],
  ['decimal_separators', 'value', 'Rp 1.280.000', '1280000'],
  ['decimal_separators', 'value', 'NT$1,280.50', '1280.50'],
  ['decimal_separators', 'value', 'NT$1,280', undefined],
  ['decimal_separators', 'value', 'RM12.80', '12.80'],
  ['decimal_separators', 'value', '税込', undefined],
  ['comma_groups', 'value', '1.234,-', '1234'],
  ['comma_groups', 'value', '1.234 €', '1234'],
  ['comma_groups', 'value', 'R$ 1.234', '1234'],
  ['comma_point', 'value', '€1.234', '1.234'],
  ['comma_point', 'value', '1.234 EUR', '1.234'],
  ['comma_groups', 'value', '1.234', undefined], // a number already
  ['decimal_separators', 'value', '1,234円', '1234'],
  ['comma_groups', 'value', '1,234', '1234'],
  ['comma_point', 'value', '1,234', '1.234'],
  ['comma_groups', 'value', '1,234.50', undefined], // unambiguous
  ['decimal_separators', 'value', '1.234', undefined], // a number already
  ['decimal_separators', 'value', 'free', undefined],
  ['number_separators', 'num_items', '1,234', '1234'],
  // A quantity with three decimals, as in German, or a thousand.
  ['number_separators', 'num_items', '1,000', undefined],
  ['comma_groups', 'num_items', '1,000', '1000'],
  ['comma_point', 'num_items', '1,000', '1.000'],
  ['comma_point', 'num_items', '1,234', undefined],
  // Other quantities, addresses and amounts.
  ['number_separators', 'num_items', '12,5', undefined],
  ['number_separators', 'num_items', '0,125', undefined],
  ['number_separators', 'num_items', '0 125', undefined],
  ['number_separators', 'num_items', '1 2', undefined],
  ['number_separators', 'num_items', '12 34', undefined],
  ['number_separators', 'num_items', '1 000', '1000'],
  ['address_in_text', 'em', 'Ada <ada@mail.example>', undefined], // is read as it is
  ['address_in_text', 'em', 'Ada <ada@mail.example>;', 'ada@mail.example'],
  ['address_in_text', 'em', 'SMTP:ada@mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example,', 'ada@mail.example'],
  ['address_in_text', 'em', "'ada@mail.example'", 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example; bob@mail.example', undefined],
  ['address_in_text', 'em', 'ada＠mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ａｄａ@mail.example；', 'ada@mail.example'],
  ['address_in_text', 'em', '“ada@mail.example”', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example!', 'ada@mail.example'],
  ['address_in_text', 'em', "ada.o'hara@mail.example.", "ada.o'hara@mail.example"],
  ['address_in_text', 'em', "'ada.o'hara@mail.example'", "ada.o'hara@mail.example"],
  ['address_in_text', 'em', "ada.o'hara@mail.example, bob@mail.example", undefined],
  ['address_in_text', 'em', 'a***a@mail.example', undefined],
  ['address_in_text', 'em', 'ada@mail.example <bob@mail.example>', undefined],
  ['address_in_text', 'em', 'Ada <ada@mail.example>, Bob <bob@mail.example>', undefined],
  ['address_in_text', 'em', 'ada@mail.example <ADA@mail.example>;', 'ADA@mail.example'],
  ['address_in_text', 'em', 'ada @ mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada at mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada at home', undefined],
  ['address_in_text', 'em', 'ada lovelace@mail.example', undefined],
  ['address_in_text', 'em', 'ada@mail', undefined],
  ['address_in_text', 'em', '"ada..b."@docomo.ne.jp', 'ada..b.@docomo.ne.jp'],
  ['address_in_text', 'em', 'Ada <"ada..b."@docomo.ne.jp>', 'ada..b.@docomo.ne.jp'],
  ['address_in_text', 'em', '"ada b"@mail.example', undefined],
  ['address_in_text', 'em', 'mailto://ada@mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', '=ada@mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail,com', 'ada@mail.com'],
  ['address_in_text', 'em', 'ada@mail .com', 'ada@mail.com'],
  ['address_in_text', 'em', 'ada@@mail..example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail。example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada [at] mail [dot] example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada%2Bnews%40mail.example', 'ada+news@mail.example'],
  ['address_in_text', 'em', '1. ada@mail.example', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example - work', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example<br>', 'ada@mail.example'],
  ['address_in_text', 'em', '{"email":"ada@mail.example"}', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example様', 'ada@mail.example'],
  ['address_in_text', 'em', 'ada@mail.example\\r\\n', 'ada@mail.example'],
  ['address_in_text', 'em', 'a*a@mail.example', undefined],
  ['address_in_text', 'em', 'ada@mail.example work', undefined],
  ['first_address', 'em', 'ada@mail.example und eva@mail.example', 'ada@mail.example'],
  ['decimal_separators', 'value', '$1,299.00', '1299.00'],
  ['decimal_separators', 'value', '10,40 €', '10.40'],
  ['decimal_separators', 'item_price', '1.299,00 EUR', '1299.00'],
  ['decimal_separators', 'value', 'USD 1,299.00', '1299.00'],
  ['decimal_separators', 'value', 'US$ 10', '10'],
  ['decimal_separators', 'value', 'R$ 10,40', '10.40'],
  ['decimal_separators', 'value', '104,50 kr', '104.50'],
  ['decimal_separators', 'value', '10,-', '10'],
  ['decimal_separators', 'value', 'item 5', undefined],
  ['decimal_separators', 'value', '5 pcs', undefined],
  ['decimal_separators', 'value', '1.3E+03', undefined],
  // From ten million on, Presto writes doubles this way.
  ['decimal_separators', 'value', '1.25E7', '12500000'],
  ['decimal_separators', 'value', '-1.23456789012E10', '-12345678901.2'],
  ['decimal_separators', 'value', '5.0E-4', '0.0005'],
  ['decimal_separators', 'value', '1.23E-04', undefined], // a spreadsheet may have rounded it
  ['decimal_separators', 'value', '1.0E25', undefined],
  // Values of other fields.
  ['date_order', 'db', '1990-04-12 00:00:00', '1990-04-12'],
  ['date_order', 'db', '1990-04-12T00:00:00.000Z', '1990-04-12'],
  ['date_order', 'db', '19900412.0', '19900412'],
  ['date_order', 'db', '1990-04-12 10:30:00', undefined],
  ['left_out', 'ph', '1-800-FLOWERS', ''],
  ['left_out', 'hashed_maids', 'abc', ''],
  ['address_alone', 'client_ip_address', '192.0.2.17:443', '192.0.2.17'],
  ['address_alone', 'client_ip_address', '192.0.2.17, 10.0.0.1', '192.0.2.17'],
  ['address_alone', 'client_ip_address', '[2001:db8::1]:443', '2001:db8::1'],
  ['address_alone', 'client_ip_address', '10.0.0.1, 192.0.2.17', '192.0.2.17'],
  ['address_alone', 'client_ip_address', 'unknown, 192.0.2.17:443', '192.0.2.17'],
  ['address_alone', 'client_ip_address', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
  ['address_alone', 'client_ip_address', 'unknown', undefined],
  ['choice_spelling', 'event_name', 'Add To Cart', 'add_to_cart'],
  ['choice_spelling', 'event_name', 'AddToCart', 'add_to_cart'],
  ['choice_spelling', 'event_name', 'page-visit', 'page_visit'],
  ['choice_spelling', 'event_name', 'purchase', undefined],
  ['event_word', 'event_name', 'Purchase', 'checkout'],
  ['event_word', 'event_name', 'Sign up', 'signup'],
  ['event_word', 'event_name', 'カート追加', 'add_to_cart'],
  ['event_word', 'event_name', 'refund', undefined],
  ['plain_digits', 'ph', '０９０－１２３４－４４１７', '090-1234-4417'],
  ['plain_digits', 'ph', '090－１２３４－4417', '090-1234-4417'],
  ['plain_digits', 'zp', '５３０－０００１', '530-0001'],
  ['plain_digits', 'ph', '０９０－１２３４－４４１７①', undefined], // the sign is not a digit of the number
  ['plain_digits', 'zp', '５３０－０００１②', undefined],
  ['leading_zeros', 'zp', '2139', undefined], // the country is unknown
  // In Shift_JIS, the yen sign has the byte of the backslash.
  ['decimal_separators', 'value', '\\1,234,567', '1234567'],
  // Words, codes and values that are left out.
  ['plain_digits', 'ph', 'n/a', undefined],
  ['left_out', 'ge', 'unknown', ''],
  ['left_out', 'ge', 'f', undefined],
  ['left_out', 'event_name', 'refund', undefined],
  ['choice_spelling', 'action_source', 'App iOS', undefined],
  ['choice_spelling', 'action_source', 'app ios', 'app_ios'],
  ['yes_or_no', 'opt_out', 'off', 'no'],
  ['yes_or_no', 'opt_out', 'WAHR', 'yes'],
  ['yes_or_no', 'opt_out', 'ЛОЖЬ', 'no'],
  ['left_out', 'opt_out', 'maybe', undefined],
  ['left_out', 'wifi', 'maybe', ''],
  ['yes_or_no', 'wifi', 'はい', 'yes'],
  ['gender_word', 'ge', '女性', 'f'],
  ['gender_word', 'ge', 'Männlich', 'm'],
  ['gender_word', 'ge', 'unknown', undefined],
  ['language_code', 'language', 'en-US', 'en'],
  ['language_code', 'language', 'ja_JP', 'ja'],
  ['language_code', 'language', 'Deutsch', 'de'],
  ['language_code', 'language', 'xx-YY', undefined],
  ['language_code', 'language', 'iw', 'he'],
  ['language_code', 'language', 'in_ID', 'id'],
  ['language_code', 'language', 'IN', undefined], // more likely India
  ['currency_code', 'currency', '€', 'EUR'],
  ['currency_code', 'currency', 'Euro', 'EUR'],
  ['currency_code', 'currency', 'US$', 'USD'],
  ['currency_code', 'currency', 'NT$', 'TWD'],
  ['currency_code', 'currency', 'RMB', 'CNY'],
  ['currency_code', 'currency', 'Rp', 'IDR'],
  ['currency_code', 'currency', 'ر.س', 'SAR'],
  ['currency_code', 'currency', '392', 'JPY'],
  ['currency_code', 'currency', '036', 'AUD'],
  ['currency_code', 'currency', '36', undefined],
  ['currency_code', 'currency', 'US Dollar (USD)', 'USD'],
  ['currency_code', 'currency', 'EUR €', 'EUR'],
  ['currency_code', 'currency', 'EUR £', undefined],
  ['currency_code', 'currency', '$ USD', 'USD'],
  ['currency_code', 'currency', "'USD", 'USD'],
  ['currency_code', 'currency', 'ＵＳＤ', 'USD'],
  ['currency_code', 'currency', 'USD/EUR', undefined],
  ['currency_code', 'currency', 'USD12', undefined],
  ['currency_code', 'currency', '¥', undefined],
  ['decimal_separators', 'value', '99¢', undefined],
  ['decimal_separators', 'value', '$.99', '.99'],
  ['decimal_separators', 'value', '"12.50"', '12.50'],
  ['decimal_separators', 'value', '١٬٢٣٤٫٥٦', '1234.56'],
  ['decimal_separators', 'value', '१२३४.५०', '1234.50'],
  ['decimal_separators', 'value', '12,50 ر.س', '12.50'],
  ['decimal_separators', 'value', '12.50 SR', '12.50'],
  ['decimal_separators', 'value', '1980yen', '1980'],
  ['number_separators', 'num_items', '٢', '2'],
  ['number_separators', 'num_items', '"2"', '2'],
  ['number_separators', 'num_items', '2 pcs', '2'],
  ['number_separators', 'num_items', '2個', '2'],
  ['number_separators', 'num_items', 'x2', '2'],
  ['number_separators', 'num_items', '2 Stk.', '2'],
  ['number_separators', 'num_items', '2.5 pcs', undefined],
  ['number_separators', 'num_items', '2 kg', undefined],
  ['number_separators', 'num_items', '1.234.567', '1234567'],
  ['number_separators', 'num_items', '1,2', undefined],
  ['currency_code', 'currency', '$', undefined],
  ['currency_code', 'currency', 'constructor', undefined],
])('%s repairs %s %j: %j', (repair, field, text, expected) => {
  expect(repaired(repair, field, text)).toBe(expected);
});

test.each<[text: string, code: string | undefined]>([
  ['US - United States', 'US'],
  ['US-United States', 'US'],
  ['United States (US)', 'US'],
  ['United States (CA)', undefined],
  ['US / CA', undefined],
  ['Japan (日本)', 'JP'],
  ['🇯🇵', 'JP'],
  ['🇯🇵 Japan', 'JP'],
  ['United States 🇨🇦', undefined],
  ['"US"', 'US'],
  ["'US", 'US'],
  ['us;', 'US'],
  ['840', 'US'],
  ['036', 'AU'],
  ['392.0', 'JP'],
  ['36', undefined], // Australia as a numeric code, Hungary as a calling code
  ['356', undefined], // India as a numeric code, Malta as a calling code
  ['en-US', 'US'],
  ['ja_JP', 'JP'],
  ['US-CA', undefined], // a state
  ['Korea (South)', 'KR'],
  ['韓国', 'KR'],
  ['한국', 'KR'],
  ['臺灣', 'TW'],
  ['Republic of China', 'TW'],
  ['米国', 'US'],
  ['EE. UU.', 'US'],
  ['États-Unis', 'US'],
  ['الإمارات', 'AE'],
  ['Oesterreich', 'AT'],
  ['K.S.A.', 'SA'],
  ['Federal Republic of Germany', 'DE'],
  ['Iran, Islamic Republic of', 'IR'],
  ['Congo, Democratic Republic of the', 'CD'],
  ['Republic of the Congo', 'CG'],
  ['State of Georgia', undefined], // in the USA
])('country_code repairs the country %j: %j', (text, code) => {
  expect(repaired('country_code', 'country', text)).toBe(code);
});

test.each<[text: string, country: string | undefined, code: string | undefined]>([
  ['C.A.', undefined, 'CA'],
  ['CA.', 'US', 'CA'],
  ["'CA", 'US', 'CA'],
  ['ＣＡ', 'US', 'CA'],
  ['CA.', 'JP', undefined],
  ['Q.Q.', 'US', undefined],
  ['California (CA)', 'US', 'CA'],
  ['CA - California', 'US', 'CA'],
  ['NY - California', 'US', undefined],
  ['SP - São Paulo', 'BR', 'SP'],
  ['Texas, USA', undefined, 'TX'],
  ['Texas, USA', 'DE', undefined],
  ['State of California', 'US', 'CA'],
  ['NEW YORK STATE', 'US', 'NY'],
  ['Washington, D.C.', 'US', 'DC'],
  ['W. Virginia', 'US', 'WV'],
  ['Calif.', 'US', 'CA'],
  ['Estado de São Paulo', 'BR', 'SP'],
  ['Freistaat Bayern', 'DE', 'BY'],
  ['Bavaria', 'DE', 'BY'],
  ['Baden-Wuerttemberg', 'DE', 'BW'],
  ['Zuerich', 'CH', 'ZH'],
  ["Valle d'Aosta", 'IT', 'AO'],
  ['Bolzano', 'IT', 'BZ'],
  ['Tamilnadu', 'IN', 'TN'],
  ['Jammu & Kashmir', 'IN', 'JK'],
  ['Co. Cork', 'IE', 'CO'],
  ['Guangdong Province', 'CN', 'GD'],
  ['دبي', 'AE', 'DU'],
  ['West Java', 'ID', 'JB'],
])('state_code repairs the state %j of a record in %j: %j', (text, country, code) => {
  expect(repaired('state_code', 'st', text, country === undefined ? {} : { country })).toBe(code);
});

test.each([
  ['79/04/12', 'TW', undefined],
  ['79/04/12', 'JP', '1979-04-12'],
  ['45/04/12', 'JP', undefined],
  ['31/12/44', 'TH', undefined],
  ['31/12/44', 'DE', '1944-12-31'],
])('the day %s in a record of %s, whose year may be one of an era, becomes %j', (text, country, day) => {
  expect(repaired('date_order', 'db', text, { country })).toBe(day);
});

test('a state is looked up in the country of its record', () => {
  expect(repaired('state_code', 'st', 'São Paulo', { country: 'BR' })).toBe('SP');
  expect(repaired('state_code', 'st', 'Washington', { country: 'Germany' })).toBeUndefined();
  expect(repaired('state_code', 'st', 'US-TX', { country: 'CA' })).toBeUndefined();
});

test.each([
  ['2139', 'US', '02139'],
  ['2139-4307', 'us', '02139-4307'],
  ['501', 'US', '00501'],
  ['94107', 'US', undefined],
  ['1067', 'DE', '01067'],
  ['600001', 'JP', '0600001'],
  ['1310100', 'BR', '01310100'],
  ['1010', 'AT', undefined], // four digits
  ['12', 'US', undefined],
  ['21394', 'JP', '0021394'],
  ['2139', 'XX', undefined],
  ['60-1', 'JP', '060-0001'],
  ['100-12', 'JP', '100-0012'],
  ['〒100 12', 'jp', '100-0012'],
  ['60-0001', 'JP', '060-0001'],
  ['530-0001', 'JP', undefined],
  ['60-1', 'SE', undefined],
  ['2139.0', 'US', '02139'],
  ['600001.0', 'JP', '0600001'],
  ['4538-133', 'BR', '04538-133'],
  ['4.538-133', 'BR', '04.538-133'],
  ['501-1234', 'US', '00501-1234'],
  ['21394307', 'US', '021394307'],
  ['2139430', 'US', undefined],
  ['D-1067', 'DE', 'D-01067'],
  ['IT184', 'IT', 'IT00184'],
  ['No 123', 'US', undefined],
  ['F-1067', 'DE', undefined],
  ['101', 'GE', '0101'],
])('the zip code %s of a record in %s gets its zeros back: %s', (zip, country, expected) => {
  expect(repaired('leading_zeros', 'zp', zip, { country })).toBe(expected);
});

test('a separator in an amount of a currency without fractions separates groups of digits', () => {
  expect(repaired('decimal_separators', 'value', '12,800', { currency: '円' })).toBe('12800');
  expect(repaired('decimal_separators', 'value', '￥12,800', { currency: 'jpy' })).toBe('12800');
  expect(repaired('decimal_separators', 'value', '￥12.800', { currency: 'jpy' })).toBe('12800');
  expect(repaired('decimal_separators', 'value', '12,800', { currency: 'USD' })).toBeUndefined();
});

test('an amount that names another currency than its record is left to people', () => {
  const repairedIn = (currency: string | undefined, text: string) =>
    repaired('decimal_separators', 'value', text, currency === undefined ? {} : { currency });
  for (const text of ['10,40 €', '€10,40', 'EUR 10,40', '10,40 eur']) {
    expect(repairedIn('USD', text), text).toBeUndefined();
    expect([repairedIn('eur', text), repairedIn('€', text), repairedIn(undefined, text)]).toEqual(
      Array(3).fill('10.40'),
    );
  }
  expect([repairedIn('USD', '$10,40'), repairedIn('CAD', '$10,40'), repairedIn('SEK', '10,40 kr')]).toEqual(
    Array(3).fill('10.40'),
  );
  // The sign of the yen is also that of the yuan.
  expect(repairedIn('CNY', '￥1,280.50')).toBe('1280.50');
  expect([repairedIn('USD', '1,280円'), repairedIn('JPY', '￥1,280円')]).toEqual([undefined, '1280']);
});

test('a phone number gets the calling code of the country in its record', () => {
  expect(repaired('phone_country', 'ph', '090-1234-4417', { country: 'JP' })).toBe('+819012344417');
  expect(repaired('phone_country', 'ph', '(202) 555-0123', { country: 'United States' })).toBe('+12025550123');
  expect(repaired('phone_country', 'ph', '07400 123456', { country: 'uk' })).toBe('+447400123456');
  expect(repaired('phone_country', 'ph', '07400 123456', { country: 'XX' })).toBeUndefined();
  expect(repaired('phone_country', 'ph', '8 (495) 123-45-67', { country: 'RU' })).toBe('+74951234567');
  // A number of Canada, and one of Guernsey, which share the calling code of the record's country.
  expect(repaired('phone_country', 'ph', '(416) 555-0123', { country: 'US' })).toBe('+14165550123');
  expect(repaired('phone_country', 'ph', '07911 123456', { country: 'GB' })).toBe('+447911123456');
  expect(repaired('phone_country', 'ph', '011 44 7400 123456', { country: 'US' })).toBe('+447400123456');
  expect(repaired('phone_country', 'ph', '0011 44 7400 123456', { country: 'AU' })).toBe('+447400123456');
  expect(repaired('phone_country', 'ph', '+44 7400 12345', { country: 'GB' })).toBeUndefined();
  expect(repaired('phone_country', 'ph', '090-1234-4417')).toBeUndefined();
  expect(repaired('phone_country', 'ph', '+819012344417', { country: 'JP' })).toBeUndefined();
  expect(repaired('phone_country', 'ph', '12', { country: 'JP' })).toBeUndefined();
  expect(repaired('phone_country', 'ph', '1715551234.0', { country: 'DE' })).toBe('+491715551234');
  expect(repaired('phone_country', 'ph', '2345678/2345679', { country: 'DE' })).toBeUndefined();
  expect(repaired('phone_country', 'ph', 'Tel. (0171) 555 1234', { country: 'DE' })).toBe('+491715551234');
});

test('a day without a time starts at midnight in the chosen zone', () => {
  const repair = repairs.find(({ name }) => name === 'time_zone');
  const facts = { now: NOW, textOf: () => undefined };
  expect(repair?.fix('2026-11-24', facts, 'Asia/Tokyo')).toBe('2026-11-24 00:00:00 Asia/Tokyo');
});

test('values that the mapping matches need no repair', () => {
  const target = { field: 'event_name', values: { Purchase: 'custom', Order: null } };
  expect(repaired('event_word', 'event_name', 'purchase', {}, target)).toBeUndefined();
  expect(repaired('event_word', 'event_name', 'order', {}, target)).toBeUndefined();
  expect(repaired('event_word', 'event_name', 'Purchased', {}, target)).toBe('checkout');
});

test('a value is not repaired to a word whose meaning the mapping leaves in doubt', () => {
  const men = { field: 'ge', values: { H: 'm' } };
  expect(repaired('gender_word', 'ge', 'hombre', {}, men)).toBeUndefined();
  expect(repaired('gender_word', 'ge', 'mujer', {}, men)).toBe('f');
  const inverted = { field: 'opt_out', values: { yes: 'no' } };
  expect(repaired('yes_or_no', 'opt_out', 'nein', {}, inverted)).toBeUndefined();
  expect(repaired('yes_or_no', 'opt_out', 'ja', {}, inverted)).toBe('yes');
});

test('a yes of unconfirmed meaning is not repaired', () => {
  const repair = repairs.find(({ name }) => name === 'yes_or_no');
  const repairedFor = (column: string) => {
    const { columns: targets } = compilePlan(fields, [column], { mapping: { [column]: 'opt_out' }, constants: {} });
    return repair && repairCell(repair, { targets, text: 'oui' }, { now: NOW, textOf: () => undefined }, () => false);
  };
  expect(repairedFor('Accepte la publicité')).toBeUndefined();
  expect(repairedFor('Désabonné')).toBe('yes');
});

test('a cell of 44 KB can only be left out, whatever its column', () => {
  const long = '1,234 (a). '.repeat(4000);
  const results = repairs.flatMap((repair) =>
    fields.flatMap(({ name }) => (repaired(repair.name, name, long) === undefined ? [] : [[name, repair.name]])),
  );
  expect(results).toContainEqual(['value', 'left_out']);
  expect(results.filter(([, repair]) => repair !== 'left_out')).toEqual([]);
});

test('hashes, lists and missing values are not repaired', () => {
  expect(repaired('gender_word', 'ge', 'a'.repeat(64))).toBeUndefined();
  expect(repaired('gender_word', 'ge', '["女性"]')).toBeUndefined();
  expect(repaired('gender_word', 'ge', '\\N')).toBeUndefined();
});
