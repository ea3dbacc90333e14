/**
 * At most the first `maxLength` UTF-16 code units of a text, without half a surrogate pair at the end, which could not
 * be encoded in UTF-8 or a URL.
 */
export function beginningOf(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
}
