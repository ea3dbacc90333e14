import { builtInFormat, type NumberFormat, PLAIN, parseFormat } from './number-format.ts';
import { parseXml } from './xml.ts';

/** The number format of each cell style, by the number of the style. */
export async function readStyles(bytes: AsyncIterable<Buffer>): Promise<readonly NumberFormat[]> {
  const customFormats = new Map<number, NumberFormat>();
  const ids: number[] = [];
  /**
   * `numFmts` or `cellXfs` while that list is read. Other lists, which are ignored, have elements of the same names,
   * and the formats of conditional formatting even have the same ids.
   */
  let list = '';
  await parseXml(bytes, {
    open(name, attributes) {
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmts' || name === 'cellXfs') list = name;
      else if (name === 'numFmt' && list === 'numFmts')
        customFormats.set(id, parseFormat(attributes['formatCode'] ?? ''));
      else if (name === 'xf' && list === 'cellXfs') ids.push(id);
    },
    close(name) {
      if (name === list) list = '';
    },
    text() {},
  });
  return ids.map((id) => customFormats.get(id) ?? builtInFormat(id));
}

export function formatOf(styles: readonly NumberFormat[], style: string | undefined): NumberFormat {
  return (style !== undefined && styles[Number(style)]) || PLAIN;
}
