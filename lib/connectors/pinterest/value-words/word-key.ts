/** A word without differences of case, Latin accents, width, and signs between words. */
export function wordKey(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC');
  return plain
    .toLowerCase()
    .replace(/[\s_.・-]+/gu, ' ')
    .trim();
}
