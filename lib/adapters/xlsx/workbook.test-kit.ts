import { crc32, deflateRawSync } from 'node:zlib';

/** One part of a zip file; `stored` is not compressed. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  /** Overrides fields of the part's headers, for damaged files. */
  readonly announced?: { readonly size?: number; readonly crc?: number; readonly flags?: number };
}

/** A zip file with these parts. */
export function zipBytes(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, announced = {} } of parts) {
    const raw = Buffer.from(content as string);
    const compressed = stored ? raw : deflateRawSync(raw);
    const { size = raw.length, crc = crc32(raw), flags = 0 } = announced;
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(compressed.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    const local = [Buffer.from('PK\x03\x04'), fields, Buffer.from(name), compressed];
    files.push(...local);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), fields, end, Buffer.from(name));
    offset += local.reduce((sum, { length }) => sum + length, 0);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}

interface TestSheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** The content of `sheetData`. */
  readonly rows: string;
  /** The XML before `sheetData`. */
  readonly before?: string;
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[];
  readonly sharedStrings?: readonly string[];
  /** Format codes: the style n of a cell refers to the nth of them, and 0 to General. */
  readonly formats?: readonly string[];
  readonly date1904?: boolean;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook as Excel writes them. */
export function workbookParts({ sheets, sharedStrings, formats = [], date1904 = false }: TestWorkbook): ZipPart[] {
  const relations = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  const listed = sheets.map(({ name, state }, i) => {
    return `<sheet name="${escapeXml(name ?? `Sheet${i + 1}`)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`;
  });
  const numFmts = formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escapeXml(code)}"/>`);
  const xfs = formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`);
  return [
    part('_rels/.rels', `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${relations.join('')}${relation('rIdS', 'styles', 'styles.xml')}${
        sharedStrings ? relation('rIdT', 'sharedStrings', 'sharedStrings.xml') : ''
      }</Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    ),
    part(
      'xl/styles.xml',
      `<styleSheet ${MAIN}><numFmts>${numFmts.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="@"/></dxf></dxfs></styleSheet>`,
    ),
    ...(sharedStrings
      ? [part('xl/sharedStrings.xml', `<sst ${MAIN}>${sharedStrings.map((text) => `<si>${text}</si>`).join('')}</sst>`)]
      : []),
    ...sheets.map(({ rows, before = '' }, i) =>
      part(
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet ${MAIN}>${before}<sheetData>${rows}</sheetData><mergeCells/></worksheet>`,
      ),
    ),
  ];
}

export function workbookBytes(workbook: TestWorkbook): Buffer {
  return zipBytes(workbookParts(workbook));
}

/** A workbook of one sheet whose cells are texts; undefined is a row without cells. */
export function textWorkbook(rows: readonly (readonly string[] | undefined)[], name = 'Orders'): Buffer {
  return workbookBytes({ sheets: [{ name, rows: textRows(rows) }] });
}

export function textRows(rows: readonly (readonly string[] | undefined)[]): string {
  return rows.map((cells, i) => (cells ? `<row r="${i + 1}">${cells.map(inlineCell).join('')}</row>` : '')).join('');
}

export function inlineCell(text: string): string {
  return `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

function part(name: string, xml: string): ZipPart {
  return { name, content: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}` };
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}
