import { builtInFormat, type NumberFormat, PLAIN, parseFormat } from './number-format.ts';
import { parseXml } from './xml.ts';

/** The number format of each cell style, by the number of the style. */
export async function readStyles(bytes: AsyncIterable<Buffer>): Promise<readonly NumberFormat[]> {
  const own = new Map<number, NumberFormat>();
  const ids: number[] = [];
  let isCellStyle = false;
  await parseXml(bytes, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes['numFmtId']), parseFormat(attributes['formatCode'] ?? ''));
      else if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'xf' && isCellStyle) ids.push(Number(attributes['numFmtId'] ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
    text() {},
  });
  return ids.map((id) => own.get(id) ?? builtInFormat(id));
}

export function formatOf(styles: readonly NumberFormat[], style: string | undefined): NumberFormat {
  return (style !== undefined && styles[Number(style)]) || PLAIN;
}
