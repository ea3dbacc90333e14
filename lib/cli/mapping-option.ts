import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { constantsInput, mappingInput } from '../core/export-input.ts';
import type { Matching } from '../core/plan.ts';
import { fileMissing } from './result-option.ts';

export interface MatchingOptions {
  readonly mapping?: string;
  readonly constants?: string;
}

export const MAPPING_HELP = 'JSON object, or a file with it: column of the file → field, or null to leave it out';
export const CONSTANTS_HELP = 'JSON object, or a file with it: column that the file lacks → its value for every record';

/** What feeds the fields of a file, as --mapping and --constants say it; what they do not name is matched by name. */
export async function readMatchingOption({ mapping, constants }: MatchingOptions): Promise<Matching> {
  return {
    mapping: await readJson(mapping, mappingInput, 'mapping_malformed'),
    constants: await readJson(constants, constantsInput, 'constants_malformed'),
  };
}

async function readJson<T>(given: string | undefined, shape: z.ZodType<T>, code: string): Promise<T> {
  if (given === undefined) return shape.parse({});
  const text = given.trimStart().startsWith('{') ? given : await readText(given);
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError(code, {}, { cause });
  }
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw fileMissing(path, cause);
  });
}
