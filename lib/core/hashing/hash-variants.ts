import { trim } from '../record/clean.ts';

/** A text that may have been hashed instead of the correct one, and the mistake that produces it. */
export interface HashVariant {
  readonly variant: VariantName;
  readonly text: string;
  /** Distinguishes variants with the same name: the placeholder, or the calling code in front. Never a value. */
  readonly detail?: string;
}

export const VARIANT_NAMES = [
  'normalized',
  'blanks_around',
  'as_written',
  'lower_case_only',
  'upper_case',
  'capitalized',
  'line_end',
  'quoted',
  'without_blanks',
  'without_punctuation',
  'without_accents',
  'decomposed',
  'compatible',
  'with_plus',
  'with_zeros',
  'digits',
  'without_calling_code',
  'with_calling_code',
  'first_five',
  'mailbox',
  'date',
  'empty',
  'placeholder',
  'hashed_twice',
] as const;
type VariantName = (typeof VARIANT_NAMES)[number];

/** What databases and programming languages write for a missing value. */
const PLACEHOLDERS = ['null', 'NULL', 'Null', 'None', 'none', 'undefined', 'NaN', 'nan', '\\N', 'N/A', 'n/a'];
const MAX_CALLING_CODE = 999;
const PHONE = /^\d{7,12}$/;
const DAY = /^(\d{4})(\d{2})(\d{2})$/;

/** The texts of likely mistakes, the most likely first. `normalized` is the result of the field's rule, if any. */
export function variantsOf(value: string, normalized: string | undefined): HashVariant[] {
  const trimmed = trim(value);
  const lower = trimmed.toLowerCase();
  return [
    ...(normalized === undefined ? [] : [{ variant: 'normalized' as const, text: normalized }]),
    { variant: 'empty', text: '' },
    { variant: 'as_written', text: trimmed },
    { variant: 'blanks_around', text: value },
    { variant: 'lower_case_only', text: lower },
    { variant: 'upper_case', text: trimmed.toUpperCase() },
    { variant: 'digits', text: trimmed.replace(/\D/g, '') },
    ...(normalized === undefined ? [] : variantsOfNormalized(normalized)),
    { variant: 'without_blanks', text: lower.replace(/\p{White_Space}/gu, '') },
    { variant: 'without_punctuation', text: lower.replace(/\p{P}/gu, '') },
    { variant: 'compatible', text: lower.normalize('NFKC') },
    ...wrappedVariants(trimmed),
    ...PLACEHOLDERS.map((word) => ({ variant: 'placeholder' as const, text: word, detail: word })),
  ];
}

function variantsOfNormalized(text: string): HashVariant[] {
  const [mailbox = '', domain] = text.split('@');
  return [
    { variant: 'upper_case', text: text.toUpperCase() },
    { variant: 'capitalized', text: text.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()) },
    { variant: 'without_accents', text: text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') },
    { variant: 'decomposed', text: text.normalize('NFD') },
    ...wrappedVariants(text),
    ...(domain === undefined ? [] : mailboxVariants(mailbox, domain)),
    ...(/^\d+$/.test(text) ? variantsOfDigits(text) : []),
  ];
}

/** Some services ignore dots, and everything after a plus, in the local part of an address. */
function mailboxVariants(mailbox: string, domain: string): HashVariant[] {
  const withoutTag = mailbox.split('+')[0] ?? '';
  const mailboxes = [withoutTag, mailbox.replaceAll('.', ''), withoutTag.replaceAll('.', '')];
  return mailboxes.map((changedMailbox) => ({ variant: 'mailbox', text: `${changedMailbox}@${domain}` }));
}

function variantsOfDigits(text: string): HashVariant[] {
  return [
    { variant: 'with_plus', text: `+${text}` },
    { variant: 'with_zeros', text: `00${text}` },
    { variant: 'with_zeros', text: `0${text}` },
    // A ZIP+4 code has nine digits.
    ...(text.length === 9 ? [{ variant: 'first_five' as const, text: text.slice(0, 5) }] : []),
    ...dateVariants(text),
    ...(PHONE.test(text) ? callingCodeVariants(text) : []),
  ];
}

function dateVariants(digits: string): HashVariant[] {
  // Year, month and day.
  const [, y, m, d] = DAY.exec(digits) ?? [];
  if (y === undefined) return [];
  const dates = [
    `${m}${d}${y}`,
    `${d}${m}${y}`,
    `${y}-${m}-${d}`,
    `${y}/${m}/${d}`,
    `${m}/${d}/${y}`,
    `${d}/${m}/${y}`,
    `${d}.${m}.${y}`,
    `${m}-${d}-${y}`,
    `${d}-${m}-${y}`,
  ];
  return dates.map((text) => ({ variant: 'date', text }));
}

/** The number without its calling code, whose length is unknown, and with each possible code in front of it. */
function callingCodeVariants(text: string): HashVariant[] {
  const variants: HashVariant[] = [];
  for (const codeLength of [1, 2, 3]) {
    const national = text.slice(codeLength);
    variants.push({ variant: 'without_calling_code', text: national });
    variants.push({ variant: 'without_calling_code', text: `0${national}` });
  }
  for (let code = 1; code <= MAX_CALLING_CODE; code++) {
    variants.push({ variant: 'with_calling_code', text: `${code}${text}`, detail: `+${code}` });
    variants.push({ variant: 'with_calling_code', text: `+${code}${text}`, detail: `+${code}` });
  }
  return variants;
}

/** The text with what `echo`, a line of a file or a CSV cell adds to it. */
function wrappedVariants(text: string): HashVariant[] {
  return [
    { variant: 'line_end', text: `${text}\n` },
    { variant: 'line_end', text: `${text}\r\n` },
    { variant: 'quoted', text: `"${text}"` },
    { variant: 'quoted', text: `'${text}'` },
  ];
}
