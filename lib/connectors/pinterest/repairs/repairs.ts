import type { Repair } from '../../../core/connector/repair.ts';
import {
  addressAlone,
  addressInText,
  countryCodeByCountry,
  phoneAlone,
  plainDigits,
  withoutTrunkZero,
} from './contacts.ts';
import { addressWithScheme, uuidInText, uuidWithHyphens, wholeId } from './ids.ts';
import { commaAsPoint, commaBetweenGroups, decimalSeparators, wholeNumberSeparators } from './numbers.ts';
import { countryCode, stateCode } from './places.ts';
import {
  dateIn,
  dateOrder,
  dayAtMidnight,
  dayOfSerial,
  inZone,
  momentIn,
  momentOfSerial,
  secondsOfFinerTime,
  timestampSpelling,
  timeWithoutFraction,
} from './times.ts';
import { booleanWord, currencyCode, eventWord, genderWord, languageCode, spellingOfChoice } from './words.ts';

/**
 * A faulty value that is optional need not keep its record from being sent. An unreadable opt-out must: without it, Pinterest
 * would take the visitor for one who has not opted out.
 */
const REFUSALS_OF_OPTIONAL_VALUES = [
  ...[
    'db_unreadable',
    'ge_unknown',
    'st_not_two_letters',
    'country_not_two_letters',
    'nothing_left',
    'digits_not_plain',
  ],
  ...[
    'ph_malformed',
    'ph_date',
    'ph_several_numbers',
    'ph_wrong_length',
    'ph_one_digit',
    'digits_lost',
    'maid_malformed',
  ],
  ...['db_impossible', 'zp_wrong_length', 'zp_malformed'],
  ...['em_malformed', 'em_other_hash', 'client_ip_address_malformed', 'language_unknown', 'boolean_unreadable'],
  ...['currency_unknown', 'decimal_unreadable', 'integer_unreadable', 'integer_too_large'],
];

const ANONYMOUS = new Set(['country_code', 'state_code', 'gender_word']);

/**
 * Safe repairs first, which cannot change what was meant. Where a text can be read in two ways, a person chooses. What
 * they make is sent, so raise RULES_VERSION when one of them makes something else than before.
 */
export const repairs: readonly Repair[] = [
  repair('to_seconds', ['event_time_not_seconds'], secondsOfFinerTime),
  repair('time_spelling', ['event_time_unreadable'], timestampSpelling),
  repair('whole_seconds', ['event_time_fraction'], timeWithoutFraction),
  repair('date_order', ['db_unreadable'], dateOrder),
  repair('country_code', ['country_not_two_letters', 'country_unknown'], countryCode),
  repair('state_code', ['st_not_two_letters'], stateCode),
  repair('decimal_separators', ['decimal_unreadable'], decimalSeparators),
  repair('number_separators', ['integer_unreadable'], wholeNumberSeparators),
  repair('address_in_text', ['em_malformed'], addressInText),
  repair('uuid_in_text', ['maid_malformed'], uuidInText),
  repair('phone_alone', ['ph_addition_dropped'], phoneAlone),
  repair('trunk_zero', ['ph_trunk_zero'], withoutTrunkZero),
  repair('plain_digits', ['digits_not_plain'], plainDigits),
  repair('phone_country', ['ph_without_country_code'], countryCodeByCountry),
  repair('address_alone', ['client_ip_address_malformed'], addressAlone),
  repair('choice_spelling', ['event_name_unknown', 'action_source_unknown'], spellingOfChoice),
  repair('event_word', ['event_name_unknown'], eventWord),
  repair('yes_or_no', ['boolean_unreadable', 'opt_out_unreadable'], booleanWord),
  repair('gender_word', ['ge_unknown'], genderWord),
  repair('language_code', ['language_unknown'], languageCode),
  repair('currency_code', ['currency_unknown'], currencyCode),

  // What makes a readable time of one that names no zone asks for the zone: none is decided silently.
  zoneChoice('time_day_first', ['event_time_unreadable'], momentIn('day-month')),
  zoneChoice('time_month_first', ['event_time_unreadable'], momentIn('month-day')),
  zoneChoice('start_of_day', ['event_time_unreadable'], dayAtMidnight),
  zoneChoice('time_zone', ['event_time_without_zone', 'event_time_unreadable'], inZone),
  zoneChoice('spreadsheet_time', ['event_time_before_2010'], momentOfSerial),
  choice('spreadsheet_day', ['db_unreadable'], dayOfSerial),
  choice('day_first', ['db_unreadable'], dateIn('day-month')),
  choice('month_first', ['db_unreadable'], dateIn('month-day')),
  choice('comma_groups', ['decimal_unreadable'], commaBetweenGroups),
  choice('comma_point', ['decimal_unreadable'], commaAsPoint),
  choice('uuid_hyphens', ['maid_malformed'], uuidWithHyphens),
  choice('whole_id', ['external_id_decimal'], wholeId),
  choice('https_scheme', ['url_without_scheme'], addressWithScheme),
  { ...repair('left_out', REFUSALS_OF_OPTIONAL_VALUES, () => ''), kind: 'omission' },
];

function repair(name: string, codes: readonly string[], fix: Repair['fix']): Repair {
  return { name, kind: 'safe', codes: new Set(codes), isAnonymous: ANONYMOUS.has(name), fix };
}

function choice(name: string, codes: readonly string[], fix: Repair['fix']): Repair {
  return { ...repair(name, codes, fix), kind: 'choice' };
}

function zoneChoice(name: string, codes: readonly string[], fix: Repair['fix']): Repair {
  return { ...choice(name, codes, fix), asks: 'time_zone' };
}
