import currencies from 'currency-codes';
import type { RepairFacts } from '../../../core/connector/repair.ts';
import { withAsciiDigits } from '../../../core/text/ascii-digits.ts';
import { CURRENCY_CODES, NON_DIGIT_NUMBER } from '../rules.ts';
import { CODES_OF_CURRENCY_WORDS, currencyWordKey, toCurrencyCode } from './currencies.ts';

/** Reads amounts as people and programs write them: with currencies, notes, dashes and groups. */

/** The part of a repair's facts that the reading of amounts depends on. */
export type RecordTexts = Pick<RepairFacts, 'textOf'>;

/** The field with the currency of a record's amounts. */
export const CURRENCY = 'currency';

/** Longer texts are not amounts, and the patterns below would take quadratic time for them. */
const MAX_LENGTH = 100;
/**
 * The currencies that share a symbol. With another currency in its record, an amount with this symbol contradicts it.
 */
const CURRENCIES_OF_SYMBOL = new Map(
  Object.entries({
    $: `USD CAD AUD NZD HKD SGD TWD MXN ARS CLP CLF COP UYU DOP CUP PHP BRL BOB NIO TTD JMD BBD BSD BMD BZD KYD XCD GYD SRD
      LRD NAD FJD SBD TVD BND MOP ZWG ZWL CVE TOP WST HTG SVC GTQ HNL PAB PEN PYG VES`,
    '¥': 'JPY CNY',
  }).map(([symbol, codes]) => [symbol, new Set(codes.split(/\s+/))]),
);
/** Without ¢, before which there are hundredths. */
const SURROUNDING_SYMBOLS = /^[\p{Sc}\s]+|(?:(?!¢)[\p{Sc}\s円元원])+$/gu;
/** Words that several currencies share, written like the keys of CODES_OF_CURRENCY_WORDS. */
const SHARED_WORDS = ['C$', 'KR', 'FR', 'LEI', 'ЛВ', 'РУБ', 'R', 'RS'];
const CODES = new Set(CURRENCY_CODES);
const WORDS_OF_CURRENCIES = new Set([...CODES, ...CODES_OF_CURRENCY_WORDS.keys(), ...SHARED_WORDS]);
const WORD_BEFORE = /^(\p{L}+(?:\.\p{L}+)?[\p{Sc}.]?)\s*(?=[-+\d.\p{Sc}])/u;
/** `12 EUR`, `12 zł` or `12 $ US` */
const WORD_AFTER = /(?<=[\d.,-])\s*(\p{L}+(?:\.\p{L}+)?[\p{Sc}.]?|\p{Sc}\s?\p{L}{2})$/u;
/** Accounting notation of a negative amount. */
const NEGATIVE_IN_BRACKETS = /^\(([^()+-]+)\)$/;
const TRAILING_MINUS = /^([^+-]+)-$/;
/** The end of `10,-` and `10/-`, which mean 10. */
const EMPTY_FRACTION = /(?:[.,](?:-{1,2}|[–—])|\/-)$/;
/** Direction marks, which programs write around amounts in Hebrew and Arabic. */
const DIRECTION_MARKS = /\p{Cf}/gu;
/** The minus sign, a dash in its place, and the triangles of Japanese accounts. A dash at the end is not a minus. */
const MINUS = /−|^–|^[△▲]\s*/g;
/** A dash in place of a fraction, also before a currency. In `1.234,-`, it shows that the comma is the decimal sign. */
const DASH_AS_FRACTION = /[.,][-–—]\D*$/;
/**
 * `¥12,800-`: after a whole amount of yen or won, a dash keeps digits from being added. After an amount in dollars, as
 * in `$12,800-`, a dash may be the minus that mainframes write.
 */
const CLOSED_BY_DASH = /^([¥₩]\s*(?:\d{1,3}(?:[.,\s]\d{3})+|\d+))\s*[-–—―─ー]$/u;
/** Groups of three digits with the same blank or sign between them: `10 20` has none, and is two numbers. */
const BLANK_GROUPS = /^[+-]?\d{1,3}([\s'’_])\d{3}(?:\1\d{3})*(?:[.,]\d*)?$/;
/** The apostrophe with which spreadsheets mark a number stored as text. */
const TEXT_MARK = /^['’]/;
/** Quotation marks around a number. */
const QUOTED = /^["“]([^"“”]*)["”]$/;
/** The decimal sign, and signs between groups, that are written with Arabic digits. */
const ARABIC_SIGNS: Readonly<Record<string, string>> = { '٫': '.', '٬': ',', '،': ',' };
const ARABIC_SIGN = /[٫٬،]/g;
const NOT_ASCII = /[^ -~]/;
/** A note whether an amount includes tax: `税込12,800円`, `12,800円（税抜）`. */
const TAX_NOTE = /^税(?:込み?|抜き?|別):?|\(税(?:込み?|抜き?|別)\)$|税(?:込み?|抜き?|別)$/g;
/** `金12,800円也` and `金12,800-`, as on receipts. */
const ON_RECEIPT = /^一?金\s*¥?\s*([\d,]+)\s*(?:円也?|也|[-–—―─ー])$/u;
/** A backslash before an amount, which in Shift_JIS is the yen sign. */
const YEN_AS_BACKSLASH = /^\\(?=\d)/;
/** Blanks, and other signs that only separate groups. */
const BLANKS = /[\s'’_]/g;
const ZERO_BEFORE_GROUP = /^[+-]?0\d{0,2}[.,\s'’_]\d{3}$/;
const LETTERS_OR_SYMBOLS = /[\p{L}\p{Sc}]+/gu;
/** `1,234` and `1.234` may mean 1234 or 1.234. */
export const AMBIGUOUS_AMOUNT = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** An amount without its currency and the blanks between its groups, with its sign in front. */
export function bareAmountOf(text: string): string {
  const amount = writtenAmount(text).replace(NEGATIVE_IN_BRACKETS, '-$1');
  const sign = /^[+-]/.test(amount) ? amount.slice(0, 1) : '';
  const unsigned = amount.slice(sign.length);
  const withoutDash = unsigned.replace(CLOSED_BY_DASH, '$1');
  const bareAmount = sign + withoutCurrency(withoutDash).replace(EMPTY_FRACTION, '').replace(TRAILING_MINUS, '-$1');
  return BLANK_GROUPS.test(bareAmount) && !lacksThousands(bareAmount) ? bareAmount.replace(BLANKS, '') : bareAmount;
}

/**
 * An amount with ASCII digits and signs, without the apostrophe of a spreadsheet and without notes around it. Empty for
 * a text that is too long.
 */
function writtenAmount(text: string): string {
  if (text.length > MAX_LENGTH) return '';
  const normalized = NOT_ASCII.test(text) && !NON_DIGIT_NUMBER.test(text) ? withAsciiSigns(text) : text;
  const amount = normalized
    .replace(DIRECTION_MARKS, '')
    .replace(TEXT_MARK, '')
    .replace(QUOTED, '$1')
    .trim()
    .replace(TAX_NOTE, '')
    .trim();
  return amount.replace(MINUS, '-').replace(YEN_AS_BACKSLASH, '¥').replace(ON_RECEIPT, '$1円');
}

function withAsciiSigns(text: string): string {
  return withAsciiDigits(text).replace(ARABIC_SIGN, (sign) => ARABIC_SIGNS[sign] ?? sign);
}

/** Whether dashes show that an amount has no fraction: `1.234,-` or `¥1,234-`. */
export function lacksFraction(text: string): boolean {
  return DASH_AS_FRACTION.test(text) || CLOSED_BY_DASH.test(writtenAmount(text));
}

/**
 * Whether the separator of an amount cannot separate thousands, because the amount begins with a zero: `0.125`,
 * `012.345`. Without the separator, it would be a thousand times larger.
 */
export function lacksThousands(bareAmount: string): boolean {
  return ZERO_BEFORE_GROUP.test(bareAmount) && /[1-9]/.test(bareAmount);
}

function withoutCurrency(amount: string): string {
  return amount
    .trim()
    .replace(WORD_BEFORE, unlessCurrency)
    .replace(WORD_AFTER, unlessCurrency)
    .replace(SURROUNDING_SYMBOLS, '');
}

/** The text as written, or an empty text if the word is a currency. */
function unlessCurrency(written: string, word: string): string {
  return WORDS_OF_CURRENCIES.has(currencyWordKey(word)) ? '' : written;
}

/**
 * Whether the separator in `12,800` can only separate thousands, because the currency of the amount has no fractions.
 */
export function hasOnlyGroups(bareAmount: string, text: string, record: RecordTexts): boolean {
  return AMBIGUOUS_AMOUNT.test(bareAmount) && isWholeCurrency(text, record);
}

/** Whether the currency of an amount has no fractions. If the text names no currency, that of the record counts. */
function isWholeCurrency(text: string, record: RecordTexts): boolean {
  const amount = writtenAmount(text);
  if (amount.endsWith('円') || CLOSED_BY_DASH.test(amount)) return true;
  const [namedCode] = currenciesIn(text);
  const code = namedCode ?? currencyOfRecord(record);
  return code !== undefined && currencies.code(code)?.digits === 0;
}

function currencyOfRecord(record: RecordTexts): string | undefined {
  const text = record.textOf(CURRENCY);
  return text === undefined ? undefined : codeOf(text);
}

function codeOf(currency: string): string {
  return toCurrencyCode(currency) ?? currency.toUpperCase();
}

/**
 * Whether an amount clearly names another currency than its record, or two currencies. `$` may be any dollar or peso,
 * and `kr` any crown.
 */
export function contradictsCurrency(text: string, record: RecordTexts): boolean {
  const namedCodes = currenciesIn(text);
  if (namedCodes.size > 1) return true;
  const ofRecord = currencyOfRecord(record);
  if (ofRecord === undefined) return false;
  if (namedCodes.size > 0) return !namedCodes.has(ofRecord);
  const [symbol = ''] = /[$¥]/.exec(writtenAmount(text)) ?? [];
  return CURRENCIES_OF_SYMBOL.get(symbol)?.has(ofRecord) === false;
}

/** The codes of the currencies that an amount names, without names that several currencies share. */
function currenciesIn(text: string): ReadonlySet<string> {
  const amount = writtenAmount(text).normalize('NFKC');
  // `12 $ US` names one currency, and `$ 12 CAD` two, of which only one is clear.
  const parts = amount.match(LETTERS_OR_SYMBOLS) ?? [];
  const names = new Set(parts.length > 1 ? [parts.join(''), ...parts] : parts);
  const codes = [...names].map((name) => CODES_OF_CURRENCY_WORDS.get(currencyWordKey(name)) ?? codeOf(name));
  return new Set(codes.filter((code) => CODES.has(code)));
}
