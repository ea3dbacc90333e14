import { UserError } from '../../core/errors.ts';
import type { SheetVisibility } from '../../core/upload/workbook.ts';
import type { Archive } from './archive.ts';
import type { Calendar } from './number-text.ts';
import { damagedWorkbook } from './workbook-fault.ts';
import { type Attributes, parseXml } from './xml.ts';

/** A sheet of cells, and the part of the file that contains it. */
export interface SheetPart {
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly part: string;
}

export interface WorkbookParts {
  readonly calendar: Calendar;
  /** The sheets in the order of their tabs, without chart sheets. */
  readonly sheets: readonly SheetPart[];
  readonly styles: string | undefined;
  readonly sharedStrings: string | undefined;
}

/** The part of the file that names the part with the workbook. */
const ROOT = '_rels/.rels';

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Throws UserError if the archive contains no workbook that can be read. */
export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  const workbook = await workbookPart(archive);
  const relations = await readRelations(archive, relationsPartOf(workbook), workbook);
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target;
  const listedSheets: (Omit<SheetPart, 'part'> & { readonly id: string })[] = [];
  let calendar: Calendar = 1900;
  await parseXml(archive.read(workbook), {
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attributes['date1904'])) calendar = 1904;
      if (name === 'sheet') listedSheets.push(sheetOf(attributes));
    },
    close() {},
    text() {},
  });
  const sheets = listedSheets.flatMap(({ id, ...sheet }) => {
    const relation = relations.get(id);
    return relation?.type === 'worksheet' ? [{ ...sheet, part: relation.target }] : [];
  });
  return { calendar, sheets, styles: partOf('styles'), sharedStrings: partOf('sharedStrings') };
}

/**
 * The part with the workbook. Throws a UserError for other zip files, such as Excel's binary workbooks and those of
 * OpenDocument.
 */
async function workbookPart(archive: Archive): Promise<string> {
  if (!archive.has(ROOT)) {
    throw new UserError(
      archive.has('mimetype') && archive.has('content.xml') ? 'workbook_other_format' : 'file_zipped',
    );
  }
  const relations = await readRelations(archive, ROOT, '');
  const part = [...relations.values()].find(({ type }) => type === 'officeDocument')?.target;
  if (part === undefined) throw damagedWorkbook();
  if (part.toLowerCase().endsWith('.bin')) throw new UserError('workbook_other_format');
  // Office stores documents and presentations in other folders.
  if (!part.toLowerCase().startsWith('xl/')) throw new UserError('file_zipped');
  return part;
}

function relationsPartOf(part: string): string {
  return part.replace(/([^/]*)$/, '_rels/$1.rels');
}

/** The relations by id. A type is the last word of a URI, which has two variants (transitional and strict). */
async function readRelations(archive: Archive, part: string, source: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  await parseXml(archive.read(part), {
    open(name, { Id: id, Type: type = '', Target: target }) {
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolvePart(source, target) });
    },
    close() {},
    text() {},
  });
  return relations;
}

function resolvePart(source: string, target: string): string {
  // Only the path matters. Targets outside the file have a host, and are never read.
  return decodeURIComponent(new URL(target, `part:///${source}`).pathname.slice(1));
}

function sheetOf(attributes: Attributes): Omit<SheetPart, 'part'> & { readonly id: string } {
  const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
  const { name = '', state } = attributes;
  return { id, name, visibility: state === 'hidden' || state === 'veryHidden' ? state : 'visible' };
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
