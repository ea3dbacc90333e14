/**
 * A number as people write it, such as 19.90. Anything else stays text, which the check refuses. A number with more
 * digits than a JavaScript number holds stays text, too; the check accepts it.
 */
export function parseComparand(text: string): string | number | undefined {
  if (text === '') return undefined;
  // Without zeros at the end of the decimals, as JavaScript writes a number.
  const shortest = plainDigits(text)
    .replace(/^(-?\d+)\.0*$/, '$1')
    .replace(/^(-?\d+\.\d*[1-9])0+$/, '$1');
  return String(Number(shortest)) === shortest ? Number(shortest) : text;
}

/** Trims the text, and replaces full-width digits, which Japanese input produces, with ASCII digits. */
export function plainDigits(text: string): string {
  return text.normalize('NFKC').trim();
}
