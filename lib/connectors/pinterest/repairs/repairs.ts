import type { Repair } from '../../../core/review/repair.ts';
import { addressAlone, addressInText, countryCodeByCountry } from './contacts.ts';
import { decimalSeparators, wholeNumberSeparators } from './numbers.ts';
import { countryCode, stateCode } from './places.ts';
import { dateOrder, secondsOfFinerTime, timestampSpelling } from './times.ts';
import { booleanWord, currencyCode, genderWord, languageCode, spellingOfChoice } from './words.ts';

const ANONYMOUS = new Set(['country_code', 'state_code', 'gender_word']);

/**
 * Repairs that cannot change what was meant. Where a text can be read in two ways, there is none: a person decides. What
 * they make is sent, so raise RULES_VERSION when one of them makes something else than before.
 */
export const repairs: readonly Repair[] = [
  repair('to_seconds', ['event_time_not_seconds'], secondsOfFinerTime),
  repair('time_spelling', ['event_time_unreadable'], timestampSpelling),
  repair('date_order', ['db_unreadable'], dateOrder),
  repair('country_code', ['country_not_two_letters', 'country_unknown'], countryCode),
  repair('state_code', ['st_not_two_letters'], stateCode),
  repair('decimal_separators', ['decimal_unreadable'], decimalSeparators),
  repair('number_separators', ['integer_unreadable'], wholeNumberSeparators),
  repair('address_in_text', ['em_malformed'], addressInText),
  repair('phone_country', ['ph_without_country_code'], countryCodeByCountry),
  repair('address_alone', ['client_ip_address_malformed'], addressAlone),
  repair('choice_spelling', ['event_name_unknown', 'action_source_unknown'], spellingOfChoice),
  repair('yes_or_no', ['boolean_unreadable'], booleanWord),
  repair('gender_word', ['ge_unknown'], genderWord),
  repair('language_code', ['language_unknown'], languageCode),
  repair('currency_code', ['currency_unknown'], currencyCode),
];

function repair(name: string, codes: readonly string[], fix: Repair['fix']): Repair {
  return { name, codes: new Set(codes), isAnonymous: ANONYMOUS.has(name), fix };
}
