import { z } from 'zod';
import type { ExportParameters } from './connector.ts';
import { DELIMITERS, FORMATS, HEADER_ROWS, NO_HEADER_ROW } from './file-format.ts';
import { DELIVERIES } from './job.ts';
import type { Constants, Mapping } from './plan.ts';

/**
 * Which field each column feeds, as it comes from a page or a file; whether it fits the file is for the plan to say. Not
 * a z.record: that drops a column called __proto__.
 */
export const mappingInput = z.custom<Mapping>(isMapping).meta(texts(['string', 'null']));

export const constantsInput = z.custom<Constants>(isConstants).meta(texts(['string']));

/** What feeds the fields of a file's events. */
export const matchingInput = z.object({ mapping: mappingInput, constants: constantsInput.default({}) });

/** What a document says of a schema that only code can check. */
function texts(type: readonly string[]) {
  return { type: 'object', additionalProperties: { type } };
}

function isConstants(value: unknown): boolean {
  return isMapping(value) && !Object.values(value as Mapping).includes(null);
}

function isMapping(value: unknown): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.values(value).every((name) => name === null || typeof name === 'string');
}

/** What a person decides for an export, beside the file; the same rules in the form and in the action. */
export function exportInput(parameters: z.ZodType<ExportParameters>) {
  return matchingInput.extend({
    upload: z.int().positive(),
    authentication: z.int({ error: 'authentication_required' }).positive(),
    parameters,
    alreadyAccepted: z.enum(['skip', 'send']).default('skip'),
    delivery: z.enum(DELIVERIES).default('at_least_once'),
  });
}

/** How a file is to be read anew. */
export const reading = z.object({
  upload: z.int().positive(),
  encoding: z.string().max(40),
  format: z.enum(FORMATS),
  delimiter: z.enum(DELIMITERS),
  headerRow: z.int().min(NO_HEADER_ROW).max(HEADER_ROWS),
});
