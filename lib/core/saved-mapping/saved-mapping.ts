import type { RepeatChoice } from '../job/job.ts';
import { isAdded } from '../record/added-columns.ts';
import { type FieldTarget, type Mapping, targetOf, targetsOf } from '../record/field-target.ts';
import { nameKey } from '../record/name-key.ts';
import type { Matching } from '../record/plan.ts';
import type { ColumnFix } from '../review/fix.ts';
import { shortenedName } from '../text/name.ts';
import type { SavedReading } from '../upload/saved-reading.ts';
import { withColumns } from './column-fixes.ts';
import { hasColumn, respelled, type Spellings, spellingsOf } from './spelling.ts';

/** Decisions about kinds of records that later files may have, too. */
export interface SavedChoices {
  /** Which of several events with the same identity are sent; absent if no file has had such events. */
  readonly repeats?: RepeatChoice | undefined;
  /** What becomes of a total row at the end; absent if no file has had one. */
  readonly totalRow?: 'leave_out' | 'send' | undefined;
}

/** What a saved mapping remembers of an export, besides the mapping's name. */
export interface MappingContent extends Matching {
  readonly reading: SavedReading;
  /** The fixes of whole columns, in the order in which they were made. */
  readonly fixes: readonly ColumnFix[];
  readonly choices?: SavedChoices | undefined;
}

/** A named mapping for all files with the same header or a similar one. */
export interface SavedMapping extends MappingContent {
  readonly id: number;
  readonly name: string;
  readonly connector: string;
  /** The result of `fingerprintOf` for the header for which the mapping was saved. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/** A saved mapping as it applies to a file, and how the file's header differs from the saved header. */
export interface FoundMapping extends SavedMapping {
  /** Columns that the saved header does not have. */
  readonly added: readonly string[];
  /** Mapped columns of the saved header that the file does not have. */
  readonly lost: readonly string[];
}

/**
 * A hash of the names of a header's columns, which is equal for headers that can share a mapping. Order and case do not
 * count, nor do the columns that the console adds to the CSV of records that were not accepted.
 */
export function fingerprintOf(header: readonly string[], hash: (text: string) => string): string {
  const names = namedColumns(header).map(nameKey);
  return hash(JSON.stringify(names.sort()));
}

function namedColumns(header: readonly string[]): string[] {
  return header.filter((name) => name.trim() !== '' && !isAdded(name.trim()));
}

/** Adapts a mapping to the spelling of a header. Columns that the mapping does not name feed no field. */
export function mappingFor(header: readonly string[], mapping: Mapping): Mapping {
  const targets = new Map(Object.entries(mapping).map(([column, target]) => [nameKey(column), target]));
  const spellings = spellingsOf(header);
  const columns = header.filter((column) => column.trim() !== '');
  return Object.fromEntries(
    columns.map((column) => [column, targetOf(adapted(targetsOf(targets.get(nameKey(column))), spellings))]),
  );
}

/**
 * Targets with joined columns in the spelling of a header. Drops targets that join a column that the header lacks:
 * without that column, their values would be different.
 */
function adapted(targets: readonly FieldTarget[], spellings: Spellings): readonly FieldTarget[] {
  const complete = targets.filter(({ join = [] }) => join.every((column) => hasColumn(spellings, column)));
  return complete.map((target) => {
    if (!target.join) return target;
    return { ...target, join: target.join.map((column) => respelled(spellings, column)) };
  });
}

/** A saved mapping in the spelling of a header. */
export function adaptSaved<Saved extends MappingContent>(header: readonly string[], saved: Saved): Saved {
  const spellings = spellingsOf(header);
  const fixes = withColumns(saved.fixes, (column) => respelled(spellings, column));
  return { ...saved, fixes, mapping: mappingFor(header, saved.mapping) };
}

/** A similar header has at least this share of the columns that a saved mapping uses. */
const MIN_COMMON_SHARE = 0.8;
/** A saved mapping that uses fewer columns applies only to files with exactly its header. */
const MIN_USED_COLUMNS = 2;

/** How a header differs from the header of a saved mapping; undefined if it is not similar. */
function differenceFrom(
  header: readonly string[],
  { mapping }: Matching,
): Pick<FoundMapping, 'added' | 'lost'> | undefined {
  const savedKeys = new Set(namedColumns(Object.keys(mapping)).map(nameKey));
  const names = namedColumns(header);
  const headerKeys = new Set(names.map(nameKey));
  const columnsInUse = usedColumns(mapping);
  const lost = columnsInUse.filter((column) => !headerKeys.has(nameKey(column)));
  const added = names.filter((column) => !savedKeys.has(nameKey(column)));
  const isSame = added.length === 0 && headerKeys.size === savedKeys.size && savedKeys.size > 0;
  const usedCount = columnsInUse.length;
  const isSimilar = usedCount >= MIN_USED_COLUMNS && usedCount - lost.length >= MIN_COMMON_SHARE * usedCount;
  return isSame || isSimilar ? { lost, added } : undefined;
}

/** How similar names are to the header of a saved mapping: 1 if no name is new or lost, 0 if they do not fit it. */
export function similarityTo(names: readonly string[], saved: Matching): number {
  const difference = differenceFrom(names, saved);
  return difference ? 1 / (1 + distance(difference)) : 0;
}

/** The columns that feed a field, alone or joined to another one. */
function usedColumns(mapping: Mapping): string[] {
  const columns = Object.entries(mapping).flatMap(([column, target]) =>
    targetsOf(target).flatMap(({ join = [] }) => [column, ...join]),
  );
  return [...new Map(columns.map((column) => [nameKey(column), column])).values()];
}

/** The saved mapping whose header differs least, among those for similar headers; the newest of several. */
export function similarMapping(
  header: readonly string[],
  savedMappings: readonly SavedMapping[],
): FoundMapping | undefined {
  const similar = savedMappings.flatMap((savedMapping): FoundMapping[] => {
    const difference = differenceFrom(header, savedMapping);
    return difference ? [{ ...savedMapping, ...difference }] : [];
  });
  const [best] = similar.sort((a, b) => distance(a) - distance(b) || b.updatedAt - a.updatedAt);
  return best && adaptSaved(header, best);
}

function distance({ added, lost }: Pick<FoundMapping, 'added' | 'lost'>): number {
  return added.length + lost.length;
}

/** The default name of a saved mapping: the file's name without extensions. */
export function mappingNameOf(file: string): string {
  return shortenedName(file.replace(/(?:\.(?:csv|tsv|txt|jsonl|ndjson|json|gz|xlsx|xlsm))+$/i, '').trim() || file);
}
