/**
 * The cells that a spreadsheet put into the clipboard as text: rows in lines, cells separated by tabs. A cell with a
 * tab or a line break is in quotes, and its own quotes are doubled. Other quotes are part of a value.
 */
export function clipboardTable(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length; ) {
    const { value, end } = quotedCell(text, at) ?? plainCell(text, at);
    rows.at(-1)?.push(value);
    const separator = /^(?:\t|\r\n|\n|\r)?/.exec(text.slice(end, end + 2))?.[0] ?? '';
    at = end + separator.length;
    // Spreadsheets end the last row with a line break, too.
    if (separator === '' || (separator !== '\t' && at === text.length)) break;
    if (separator !== '\t') rows.push([]);
  }
  return rows;
}

interface CellText {
  readonly value: string;
  readonly end: number;
}

/** The cell in quotes at a position; undefined if no such cell begins there. */
function quotedCell(text: string, start: number): CellText | undefined {
  QUOTED.lastIndex = start;
  const [quoted, content = ''] = QUOTED.exec(text) ?? [];
  // Without this, a plain value in quotes would lose them.
  if (quoted === undefined || !/[\t\r\n]/.test(content)) return undefined;
  return { value: content.replaceAll('""', '"'), end: start + quoted.length };
}

const QUOTED = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;

function plainCell(text: string, start: number): CellText {
  PLAIN.lastIndex = start;
  const value = PLAIN.exec(text)?.[0] ?? '';
  return { value, end: start + value.length };
}

const PLAIN = /[^\t\r\n]*/y;
