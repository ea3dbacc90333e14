import currencies from 'currency-codes';
import { CURRENCY_CODES } from '../rules.ts';

/** A map, not an object: a cell may contain the name of an inherited member of objects, such as `constructor`. */
const CODES_OF_SYMBOLS = new Map(
  Object.entries({
    '€': 'EUR',
    '£': 'GBP',
    '₹': 'INR',
    '₩': 'KRW',
    '₫': 'VND',
    円: 'JPY',
    日本円: 'JPY',
    원: 'KRW',
    '₺': 'TRY',
    '₽': 'RUB',
    '₴': 'UAH',
    '₪': 'ILS',
    '₱': 'PHP',
    '฿': 'THB',
    '₦': 'NGN',
    '৳': 'BDT',
    '₵': 'GHS',
    R$: 'BRL',
    zł: 'PLN',
    Kč: 'CZK',
  }),
);
/**
 * The codes of currencies by the words that people write in a column of currencies or next to an amount, in the form of
 * `currencyWordKey`.
 */
export const CODES_OF_CURRENCY_WORDS = new Map(
  Object.entries({
    US$: 'USD',
    A$: 'AUD',
    AU$: 'AUD',
    CA$: 'CAD',
    NZ$: 'NZD',
    HK$: 'HKD',
    NT$: 'TWD',
    NTD: 'TWD',
    S$: 'SGD',
    R$: 'BRL',
    MX$: 'MXN',
    $US: 'USD',
    $CA: 'CAD',
    $AU: 'AUD',
    '£GB': 'GBP',
    'JP¥': 'JPY',
    YEN: 'JPY',
    'CN¥': 'CNY',
    RMB: 'CNY',
    人民币: 'CNY',
    ZŁ: 'PLN',
    KČ: 'CZK',
    FT: 'HUF',
    SFR: 'CHF',
    TL: 'TRY',
    RP: 'IDR',
    RM: 'MYR',
    Đ: 'VND',
    VNĐ: 'VND',
    ГРН: 'UAH',
    EURO: 'EUR',
    EUROS: 'EUR',
    SR: 'SAR',
    رس: 'SAR',
    دإ: 'AED',
    جم: 'EGP',
  }),
);

/** The form in which words for currencies are compared: in capitals, without full stops and blanks. */
export function currencyWordKey(word: string): string {
  return word.toUpperCase().replace(/[.\s]/g, '');
}

const codes = new Set(CURRENCY_CODES);
/** `392`, the numeric code of ISO 4217, also as a decimal. */
const NUMERIC_CODE = /^(\d{3})(?:\.0)?$/;
const CODE = /(?<![A-Z\d])[A-Z]{3}(?![A-Z\d])/g;
/** Signs around a code, and symbols that several currencies share. */
const SIGNS = /^[\s()"'“”.,;:/$¥–-]*$/;

/**
 * The code for an unambiguous symbol, a word, an English name or a numeric code, also beside the code itself, as in
 * `US Dollar (USD)`. `$` and `¥` belong to several currencies.
 */
export function toCurrencyCode(text: string): string | undefined {
  const number = NUMERIC_CODE.exec(text)?.[1];
  const codeByNumber = number === undefined ? undefined : currencies.number(number)?.code;
  return codeByNumber ?? codeOfWord(text) ?? codeBesideName(text.normalize('NFKC'));
}

function codeOfWord(text: string): string | undefined {
  const word = currencyWordKey(text);
  return CODES_OF_SYMBOLS.get(text) ?? CODES_OF_CURRENCY_WORDS.get(word) ?? codesByName().get(text.toLowerCase());
}

/** The only code in a text that has nothing else, except a name or symbol of the same currency. */
function codeBesideName(text: string): string | undefined {
  const [code, ...others] = (text.match(CODE) ?? []).filter((word) => codes.has(word));
  if (code === undefined || others.length > 0) return undefined;
  const rest = text.replace(code, '');
  const name = rest.replace(/^[\s()"':/–-]+|[\s()"':/–-]+$/g, '');
  return SIGNS.test(rest) || codeOfWord(name) === code ? code : undefined;
}

let codesOfNames: ReadonlyMap<string, string> | undefined;

/** The codes of currencies by their English names in lower case, without names that several share. */
function codesByName(): ReadonlyMap<string, string> {
  codesOfNames ??= new Map(
    [...Map.groupBy(currencies.data, ({ currency }) => currency.toLowerCase())].flatMap(([name, [first, ...others]]) =>
      first && others.length === 0 ? [[name, first.code]] : [],
    ),
  );
  return codesOfNames;
}
