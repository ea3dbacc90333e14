import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { mappingInput } from '../core/export-input.ts';
import { BY_NAME, type Matching } from '../core/plan.ts';
import { fileMissing } from './result-option.ts';

/** The file of --mapping: a JSON object of the file's column names and field names, null for a column to leave out. */
export async function readMappingOption(path: string | undefined): Promise<Matching> {
  if (path === undefined) return BY_NAME;
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw fileMissing(path, cause);
  });
  try {
    return { mapping: mappingInput.parse(JSON.parse(text)), constants: {} };
  } catch (cause) {
    throw new UserError('mapping_malformed', {}, { cause });
  }
}
