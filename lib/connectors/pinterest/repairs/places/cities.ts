import type { Repair, RepairFacts } from '../../../../core/connector/repair.ts';
import { CODE_AFTER_CITY } from '../../rules.ts';
import { toCountryCode } from './countries.ts';
import { toStateCode } from './states.ts';

const ZIP =
  '(?:[a-z]{1,3}-|〒)?(?:\\d{3}\\s\\d{2,3}|\\d{4,7}|\\d{3}-\\d{4}|\\d{5}-\\d{3,4}|[a-z]{1,2}\\d[a-z\\d]?\\s\\d[a-z]{2}|[a-z]\\d[a-z]\\s\\d[a-z]\\d)';
const ZIP_AT_AN_END = new RegExp(`^${ZIP}\\s+|(?:,?\\s+|\\s?[-–]\\s?)(?:${ZIP}|\\(${ZIP}\\))$`, 'iu');
/** A Dutch zip code: `1012 AB Amsterdam`. */
const DUTCH_ZIP = /^\d{4}\s?[A-Z]{2}\s+(?=\p{Lu}\p{Ll})/u;
/** In capitals, it is not certain whether two letters are those of a Dutch zip code: `3100 ST PÖLTEN`. */
const UNCLEAR_ZIP = /^\d{4}\s[A-Z]{2}\s/;
/** What German authorities write after a city: `München, Landeshauptstadt`, `Rostock, Kreisfreie Stadt`. */
const WORD_FOR_CITY = /,\s*(?:\p{L}+\s)?\p{L}*stadt$/iu;
/** Without an article, which Spanish authorities write after the name: `Palmas de Gran Canaria, Las`. */
const PLACE_AFTER_COMMA = /^(.+\S)\s*,(?!\s*(?:el|l[ao]s?|els|les|[ao]s?)$)\s*([^,]+)$/i;

/**
 * The city without its zip code, its state and its country: `10115 Berlin`, `Austin, TX 78701`, `Austin, Texas, USA`.
 */
export const cityAlone: Repair['fix'] = (text, facts) => {
  const shorter = withoutZip(text).replace(CODE_AFTER_CITY, '').replace(WORD_FOR_CITY, '').trim();
  const city = shorter === text ? withoutNamedPlace(text, facts) : shorter;
  return city === text ? text : cityAlone(city, facts, undefined);
};

function withoutZip(text: string): string {
  if (DUTCH_ZIP.test(text)) return text.replace(DUTCH_ZIP, '');
  return UNCLEAR_ZIP.test(text) ? text : text.replace(ZIP_AT_AN_END, '');
}

/** The city without the name of a state or country after a comma. */
function withoutNamedPlace(text: string, facts: RepairFacts): string {
  const [, city = '', place = ''] = PLACE_AFTER_COMMA.exec(text) ?? [];
  const isPlace = place !== '' && (toStateCode(place, facts, undefined) ?? toCountryCode(place)) !== undefined;
  return isPlace ? city : text;
}
