const QUOTE = '"';

/**
 * Whether the query engine (DuckDB) reads the next line as part of a quoted cell of this line. For the engine, a cell
 * is quoted if it begins with a quotation mark, or with one space and a mark. After the closing mark, spaces and
 * another mark continue the quotation; after any other text, marks have no meaning up to the next delimiter.
 */
export function leavesQuoteOpen(line: string, delimiter: string): boolean {
  for (let at = 0; ; ) {
    if (line[at] === ' ' && line[at + 1] === QUOTE) at++;
    while (line[at] === QUOTE) {
      const closing = closingQuote(line, at + 1);
      if (closing === -1) return true;
      at = closing + 1;
      while (line[at] === ' ') at++;
    }
    const next = line.indexOf(delimiter, at);
    if (next === -1) return false;
    at = next + 1;
  }
}

function closingQuote(line: string, from: number): number {
  let quote = line.indexOf(QUOTE, from);
  while (quote !== -1 && line[quote + 1] === QUOTE) quote = line.indexOf(QUOTE, quote + 2);
  return quote;
}
