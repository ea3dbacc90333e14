import { describe, expect, test } from 'vitest';
import { builtInFormat, parseFormat } from './number-format.ts';
import { type Calendar, numberText } from './number-text.ts';

function shown(written: string, code: string, calendar: Calendar = 1900): string {
  return numberText(written, parseFormat(code), calendar);
}

test.each([
  ['0', 'General', '0'],
  ['-0', 'General', '0'],
  ['42', 'General', '42'],
  ['4.1510000000000001', 'General', '4.151'],
  ['0.1', 'General', '0.1'],
  ['49.989999999999995', '0.00', '49.99'],
  ['1049', '"$"#,##0.00', '1049'],
  ['-86.5', '#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]', '-86.5'],
  ['0.19', '0%', '0.19'],
  ['1E-7', 'General', '0.0000001'],
  ['-1.5e-7', 'General', '-0.00000015'],
  ['4.15555013212E+11', 'General', '415555013212'],
  ['1.23456789012345E+14', '0', '123456789012345'],
  // The digits after these are lost, and must not be invented.
  ['1.23456789012346E+20', '0.00E+00', '1.23456789012346E+20'],
  ['9.87650123456789e+17', '0', '9.87650123456789E+17'],
  ['1E+25', 'General', '1E+25'],
  // Digits in the file are kept, even beyond the precision of a number.
  ['123456789012345678', 'General', '123456789012345678'],
  ['12345678901234567890123.5', 'General', '12345678901234567890123.5'],
  ['1234567890123456.0', 'General', '1234567890123456'],
  // In these formats, a number is what it is in General.
  ['549764609761', '0', '549764609761'],
  ['4155550132', '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '4155550132'],
  ['1', '"Yes";"Yes";"No"', '1'],
  ['12', '# ?/?', '12'],
  ['12', '@', '12'],
  ['not a number', 'General', 'not a number'],
  ['', 'General', ''],
])('%s in the format %s is %s', (written, code, text) => {
  expect(shown(written, code)).toBe(text);
});

test.each([
  ['501', '00000', '00501'],
  ['501', '00000;-00000', '00501'],
  ['123456789', '000\\-00\\-0000', '123-45-6789'],
  ['12345', '00000\\-0000', '00001-2345'],
  ['42', '"ID-"0000', 'ID-0042'],
  ['1234567', '00000', '1234567'],
  ['-5', '000', '-005'],
  ['5.5', '000', '5.5'],
  ['5', '0', '5'],
  ['5', '00.0', '5'],
  // Excel's own formats of phone numbers and postal codes of Japan, Korea and Taiwan.
  ['640801', '[<=999]000;[<=9999]000\\-00;000\\-0000', '064-0801'],
  ['1640001', '[<=999]000;[<=9999]000\\-00;000\\-0000', '164-0001'],
  ['48', '[<=999]000;[<=9999]000\\-00;000\\-0000', '048'],
  ['312345678', '[<=99999999]####-####;\\(00\\)\\ ####-####', '(03) 1234-5678'],
  ['12345678', '[<=99999999]####-####;\\(00\\)\\ ####-####', '12345678'],
  ['311234567', '[<=9999999]###\\-####;\\(0##\\)\\ ###\\-####', '(031) 123-4567'],
  ['212345678', '[<=99999999]####\\-####;\\(0#\\)\\ ####\\-####', '(02) 1234-5678'],
  // Other formats with sections, and with optional digits.
  ['90', '[=0]"-";00000', '00090'],
  ['0', '[=0]"-";00000', '0'],
  ['5', '[>100]000;[<0]00', '5'],
  ['5', '##00', '05'],
  ['12345', '##00', '12345'],
  ['42', '###-00-00', '-00-42'],
  // Digits or a plus that the format writes before the number.
  ['9012345678', '"0"#', '09012345678'],
  ['9012345678', '\\0##-####-####', '090-1234-5678'],
  ['312345678', '"0"0', '0312345678'],
  ['9012345678', '"+81 "##-####-####', '+81 90-1234-5678'],
  ['312345678', '\\(\\0\\3\\)####-####', '(03)31234-5678'],
  ['819012345678', '"+"#', '+819012345678'],
  ['819012345678', '\\+0', '+819012345678'],
  // Formats whose additions are no part of the value.
  ['5', '+0;-0;0', '5'],
  ['5', '0"m2"', '5'],
  ['5', '"2 x "0', '5'],
  ['5.5', '"0"#', '5.5'],
  ['5', '"1"#,##0', '5'],
  ['5', '#,##0', '5'],
  ['5', '# ##0', '5'],
  ['0', '"0"#', '0'],
  ['0', '"0"##-####', '0-'],
  ['0', '##00', '00'],
  ['1234567', '[>=100000]##\\,##\\,000;##,##0', '1234567'],
])('padded only if the format pads: %s in the format %s is %s', (written, code, text) => {
  expect(shown(written, code)).toBe(text);
});

test('a format longer than Excel allows is ignored, because each cell would be compared with all sections', () => {
  expect(shown('5', `${'[=1]0;'.repeat(42)}00`)).toBe('05');
  expect(shown('5', `${'[=1]0;'.repeat(43)}00`)).toBe('5');
});

describe('a date, time or duration', () => {
  test.each([
    ['46347', 'm/d/yyyy', '2026-11-21'],
    ['46347', 'dd.mm.yyyy', '2026-11-21'],
    ['46347', '[$-411]ggge"年"m"月"d"日"', '2026-11-21'],
    ['46347', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2026-11-21'],
    ['46347', 'mmm-yy', '2026-11-21'],
    ['46347', '[<43586][$-411]ggge"年"m"月"d"日";[>=43831]ggge"年"m"月"d"日";ggg"元年"m"月"d"日"', '2026-11-21'],
    ['46347', 'yyyy-mm-dd hh:mm', '2026-11-21T00:00:00'],
    ['46347.586805555555', 'm/d/yyyy h:mm AM/PM', '2026-11-21T14:05:00'],
    ['46347.586805555555', 'm/d/yyyy', '2026-11-21T14:05:00'],
    ['46347.586805555555', 'h:mm', '2026-11-21T14:05:00'],
    ['46347.999999', 'yyyy-mm-dd hh:mm:ss', '2026-11-22T00:00:00'],
    ['46347.5000014', 'yyyy-mm-dd hh:mm:ss.000', '2026-11-21T12:00:00.121'],
    ['0.586805555555', 'h:mm', '14:05:00'],
    ['0.5', 'mm:ss', '12:00:00'],
    ['0.5', 'm/d/yyyy', '12:00:00'],
    ['1.5', '[h]:mm', '36:00:00'],
    ['-0.25', '[mm]:ss', '-6:00:00'],
    ['-1', 'm/d/yyyy', '-1'],
    ['2958466', 'm/d/yyyy', '2958466'],
    ['2958465', 'm/d/yyyy', '9999-12-31'],
    ['2958465.999999', 'yyyy-mm-dd hh:mm:ss', '2958465.999999'],
  ])('%s in the format %s is %s', (written, code, text) => {
    expect(shown(written, code)).toBe(text);
  });

  test.each<[string, Calendar, string]>([
    ['0', 1900, '1900-01-00'],
    ['1', 1900, '1900-01-01'],
    ['59', 1900, '1900-02-28'],
    ['60', 1900, '1900-02-29'], // Excel has a day that never existed.
    ['61', 1900, '1900-03-01'],
    ['0', 1904, '1904-01-01'],
    ['1', 1904, '1904-01-02'],
    ['59', 1904, '1904-02-29'],
    ['60', 1904, '1904-03-01'],
    ['44885', 1904, '2026-11-21'],
    ['2957003', 1904, '9999-12-31'],
    ['2957004', 1904, '2957004'],
  ])('day %s of the calendar from %i is %s', (written, calendar, text) => {
    expect(shown(written, 'yyyy\\-mm\\-dd', calendar)).toBe(text);
  });

  test('can have built-in formats, whose codes Excel does not write into the file', () => {
    const dates = [14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 47, 50, 58, 71, 77, 78, 80, 81];
    expect(dates.filter((id) => builtInFormat(id).kind !== 'date')).toEqual([]);
    expect([0, 1, 2, 9, 10, 11, 37, 44, 48, 49, 59, 70, 82].filter((id) => builtInFormat(id).kind !== 'plain')).toEqual(
      [],
    );
    expect([46, 79].filter((id) => builtInFormat(id).kind !== 'duration')).toEqual([]);
  });

  test('is not recognized from letters in quotes, colors and currencies', () => {
    const codes = ['0.00" days"', '[Red]0.00', '#,##0.00 [$USD]', '0\\d', '_-* #,##0.00_-', '0.0E+00', 'General" y"'];
    expect(codes.filter((code) => parseFormat(code).kind !== 'plain')).toEqual([]);
  });
});
