import { z } from 'zod';
import type { ExportParameters } from '../connector/connector.ts';
import { DELIVERIES, REPEATS } from '../job/job.ts';
import type { Constants } from '../record/plan.ts';
import { DELIMITERS, MAX_SHEET_ROWS, NO_HEADER_ROW, TEXT_FORMATS } from '../upload/file-format.ts';
import { sheetName } from '../upload/upload-input.ts';
import { mappingInput, textsByName } from './mapping-input.ts';

export const constantsInput = textsByName<Constants>(['string']);

/** Mapping and constants of an export. */
export const matchingInput = z.object({ mapping: mappingInput, constants: constantsInput.default({}) });

/** Input for an export, shared by forms and commands. */
export function exportInput(parameters: z.ZodType<ExportParameters>) {
  return matchingInput.extend({
    upload: z.int().positive(),
    authentication: z.int({ error: 'authentication_required' }).positive(),
    parameters,
    alreadyAccepted: z.enum(['skip', 'send']).default('skip'),
    delivery: z.enum(DELIVERIES).default('at_least_once'),
    repeats: z.enum(REPEATS).default('keep'),
  });
}

/** How to re-read a file. What is not given is detected. */
export const rereadInput = z.object({
  upload: z.int().positive(),
  encoding: z.string().max(40).optional(),
  format: z.enum(TEXT_FORMATS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  headerRow: z.int().min(NO_HEADER_ROW).max(MAX_SHEET_ROWS).optional(),
  sheet: sheetName.optional(),
});
