import { z } from 'zod';
import { mappingJson, mappingShape } from '../../core/export/mapping-input.ts';
import { REPEATS } from '../../core/job/job.ts';
import { columnFixShape } from '../../core/review/fix.ts';
import type { MappingContent, SavedMapping } from '../../core/saved-mapping/saved-mapping.ts';
import { DELIMITERS, NO_HEADER_ROW } from '../../core/upload/file-format.ts';
import type { SavedReading } from '../../core/upload/saved-reading.ts';
import { isoTime, registerShape, timestamp } from './shape-registry.ts';

/**
 * How the files of a saved mapping are read. What is null is detected. The header row is found by its column names,
 * unless there is no header.
 */
const readingShape = z.object({
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  delimiter: z.enum(DELIMITERS).nullable(),
  header: z.enum(['names', 'none']),
  duplicate_columns: z.enum(['refuse', 'number']),
});

export const savedMappingShape = registerShape(
  'MappingContent',
  z.object({
    id: z.int(),
    name: z.string(),
    type: z.string(),
    mapping: mappingShape,
    constants: z.record(z.string(), z.string()),
    reading: readingShape,
    repairs: z.array(columnFixShape),
    /** Null until a choice was made for a file with repeats. */
    repeats: z.enum(REPEATS).nullable(),
    total_row: z.enum(['leave_out', 'send']).nullable(),
    updated_at: timestamp,
  }),
);

export function mappingObject(savedMapping: SavedMapping): z.output<typeof savedMappingShape> {
  const { id, name, connector: type, mapping, constants, reading, fixes, choices, updatedAt } = savedMapping;
  return {
    id,
    name,
    type,
    mapping: mappingJson(mapping),
    constants: { ...constants },
    reading: readingObject(reading),
    repairs: [...fixes],
    repeats: choices?.repeats ?? null,
    total_row: choices?.totalRow ?? null,
    updated_at: isoTime(updatedAt),
  };
}

function readingObject({ encoding, sheet, delimiter, headerRow, numbersDuplicates }: SavedReading) {
  return {
    encoding: encoding ?? null,
    sheet: sheet ?? null,
    delimiter: delimiter ?? null,
    header: headerRow === NO_HEADER_ROW ? ('none' as const) : ('names' as const),
    duplicate_columns: numbersDuplicates ? ('number' as const) : ('refuse' as const),
  };
}

/** The content of the saved mapping in an answer. */
export function savedMappingOf(
  object: z.output<typeof savedMappingShape>,
): MappingContent & Pick<SavedMapping, 'name'> {
  const { name, mapping, constants, repairs: fixes, repeats, total_row: totalRow } = object;
  const { encoding, sheet, delimiter, header, duplicate_columns: duplicates } = object.reading;
  const reading: SavedReading = {
    ...(encoding !== null && { encoding }),
    ...(sheet !== null && { sheet }),
    ...(delimiter !== null && { delimiter }),
    ...(header === 'none' && { headerRow: NO_HEADER_ROW }),
    ...(duplicates === 'number' && { numbersDuplicates: true as const }),
  };
  const choices = { ...(repeats && { repeats }), ...(totalRow && { totalRow }) };
  return { name, mapping, constants, reading, fixes, choices };
}
