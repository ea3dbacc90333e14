import type { Repair } from '../../../core/connector/repair.ts';
import { hexOfSha256 } from '../../../core/hashing/written-hash.ts';
import { decodedLetters } from '../../../core/text/damaged-letters.ts';
import { withOneAlphabet } from '../../../core/text/mixed-letters.ts';
import { withoutSigns } from '../../../core/text/people/name-alone.ts';
import { withoutHonorific } from '../../../core/text/people/person-name.ts';
import { withCorrectDomain } from '../email.ts';
import { clickIdIn } from '../rules.ts';
import { withLeadingZeros } from '../zip-codes.ts';
import {
  addCallingCode,
  extractEmail,
  firstEmail,
  firstPublicIp,
  removePhoneNote,
  removeSecondCode,
  removeTrunkPrefix,
  toAsciiDigits,
  toDialedFromAbroad,
} from './contacts.ts';
import { toCurrencyCode } from './currencies.ts';
import { readDateIn, reorderDate } from './days.ts';
import { addHttpsScheme, addUuidHyphens, extractUuid, removeDecimals, removeTextMark } from './ids.ts';
import { normalizeDecimal, normalizeInteger, readAsDecimalPoint, readAsGroupSeparator } from './numbers.ts';
import { cityAlone } from './places/cities.ts';
import { toCountryCode } from './places/countries.ts';
import { toStateCode } from './places/states.ts';
import { serialToDay } from './serial-dates.ts';
import {
  addZone,
  dayToMidnight,
  normalizeTimestamp,
  readTimeIn,
  removeFraction,
  serialToTime,
  toSeconds,
} from './times.ts';
import { normalizeSpelling, toEventName, toGender, toLanguageCode, toYesOrNo } from './words.ts';

/**
 * Errors of optional values that may be left out so that the record can be sent. An unreadable opt-out may not be left
 * out: without one, Pinterest would treat the visitor as not opted out.
 */
const OPTIONAL_VALUE_ERRORS = [
  'db_unreadable',
  'ge_unknown',
  'st_not_two_letters',
  'country_not_two_letters',
  'nothing_left',
  'digits_not_plain',
  'ph_malformed',
  'ph_date',
  'ph_several_numbers',
  'ph_wrong_length',
  'ph_one_digit',
  'digits_lost',
  'maid_malformed',
  'db_impossible',
  'zp_wrong_length',
  'zp_malformed',
  'em_malformed',
  'em_other_hash',
  'json_structure',
  'letters_encoded',
  'letters_hidden',
  'letters_mixed',
  'name_malformed',
  'client_ip_address_malformed',
  'language_unknown',
  'boolean_unreadable',
  'currency_unknown',
  'decimal_unreadable',
  'decimal_other_currency',
  'integer_unreadable',
  'integer_too_large',
];

/** Repairs of values that identify no person. */
const ANONYMOUS = new Set(['country_code', 'state_code', 'gender_word']);

/**
 * Safe repairs, which cannot change the meaning, come first. If a text can be read in two ways, a person chooses.
 * Repaired values are sent, so raise RULES_VERSION when a repair's output changes.
 */
export const repairs: readonly Repair[] = [
  repair('to_seconds', ['event_time_not_seconds'], toSeconds),
  repair('time_spelling', ['event_time_unreadable'], normalizeTimestamp),
  repair('whole_seconds', ['event_time_fraction'], removeFraction),
  repair('date_order', ['db_unreadable'], reorderDate),
  repair('country_code', ['country_not_two_letters', 'country_unknown'], toCountryCode),
  repair('state_code', ['st_not_two_letters'], toStateCode),
  repair('decimal_separators', ['decimal_unreadable'], normalizeDecimal),
  repair('number_separators', ['integer_unreadable'], normalizeInteger),
  repair('address_in_text', ['em_malformed'], extractEmail),
  repair('uuid_in_text', ['maid_malformed'], extractUuid),
  repair('phone_alone', ['ph_addition_dropped'], removePhoneNote),
  repair('trunk_zero', ['ph_trunk_zero'], removeTrunkPrefix),
  repair('phone_code_once', ['ph_code_doubled'], removeSecondCode),
  repair('phone_current_prefix', ['ph_of_no_country'], toDialedFromAbroad),
  repair('plain_letters', ['letters_encoded'], decodedLetters),
  repair('one_alphabet', ['letters_mixed'], withOneAlphabet),
  repair('plain_hash', ['em_other_hash'], hexOfSha256),
  repair('without_honorific', ['name_with_honorific'], withoutHonorific),
  repair('name_alone', ['name_not_alone'], withoutSigns),
  repair('without_text_mark', ['text_mark'], removeTextMark),
  repair('plain_digits', ['digits_not_plain', 'digits_lost', 'ph_malformed', 'zp_malformed'], toAsciiDigits),
  repair('leading_zeros', ['zp_zeros_lost', 'zp_malformed'], (text, { textOf }) =>
    withLeadingZeros(text, textOf('country')),
  ),
  repair('phone_country', ['ph_without_country_code', 'ph_of_no_country'], addCallingCode),
  repair('city_alone', ['ct_with_zip', 'ct_with_place'], cityAlone),
  repair('click_id_alone', ['click_id_not_alone'], clickIdIn),
  repair('address_alone', ['client_ip_address_malformed'], firstPublicIp),
  repair('choice_spelling', ['event_name_unknown', 'action_source_unknown'], normalizeSpelling),
  repair('event_word', ['event_name_unknown'], toEventName),
  repair('yes_or_no', ['boolean_unreadable', 'opt_out_unreadable'], toYesOrNo),
  repair('gender_word', ['ge_unknown'], toGender),
  repair('language_code', ['language_unknown'], toLanguageCode),
  repair('currency_code', ['currency_unknown'], toCurrencyCode),

  // These repairs need a time zone. A person has to choose it; none is assumed.
  zoneChoice('time_day_first', ['event_time_unreadable'], readTimeIn('day_first')),
  zoneChoice('time_month_first', ['event_time_unreadable'], readTimeIn('month_first')),
  zoneChoice('start_of_day', ['event_time_unreadable'], dayToMidnight),
  zoneChoice('time_zone', ['event_time_without_zone', 'event_time_unreadable', 'event_time_compact'], addZone),
  zoneChoice('spreadsheet_time', ['event_time_before_2010', 'event_time_unreadable'], serialToTime),

  choice('spreadsheet_day', ['db_unreadable'], serialToDay),
  choice('day_first', ['db_unreadable'], readDateIn('day_first')),
  choice('month_first', ['db_unreadable'], readDateIn('month_first')),
  choice('comma_groups', ['decimal_unreadable', 'integer_unreadable'], readAsGroupSeparator),
  choice('comma_point', ['decimal_unreadable', 'integer_unreadable'], readAsDecimalPoint),
  choice('mail_domain', ['em_domain_misspelled'], withCorrectDomain),
  choice('first_address', ['em_malformed'], firstEmail),
  choice('uuid_hyphens', ['maid_malformed'], addUuidHyphens),
  choice('whole_id', ['external_id_decimal'], removeDecimals),
  choice('https_scheme', ['url_without_scheme'], addHttpsScheme),
  { ...repair('left_out', OPTIONAL_VALUE_ERRORS, () => ''), kind: 'omission' },
];

function repair(name: string, codes: readonly string[], fix: Repair['fix']): Repair {
  return { name, kind: 'safe', codes: new Set(codes), isAnonymous: ANONYMOUS.has(name), fix };
}

function choice(name: string, codes: readonly string[], fix: Repair['fix']): Repair {
  return { ...repair(name, codes, fix), kind: 'choice' };
}

function zoneChoice(name: string, codes: readonly string[], fix: Repair['fix']): Repair {
  return { ...choice(name, codes, fix), neededAnswer: 'time_zone' };
}
