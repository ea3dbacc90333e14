/** A text with its letters in lower case and of normal width, without Latin accents. */
export function plainLetters(text: string): string {
  const withoutAccents = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC');
  return withoutAccents.toLowerCase();
}
