import { z } from 'zod';
import type { ExportParameters } from '../connector/connector.ts';
import { jsonTypeOf } from '../connector/parameters.ts';
import { DELIVERIES } from '../job/job.ts';
import type { Constants, Mapping } from '../record/plan.ts';
import { DELIMITERS, FORMATS, HEADER_ROWS, NO_HEADER_ROW } from '../upload/file-format.ts';

/**
 * The field of each column, from a page or a file; the plan checks whether it fits the file. Not a z.record: that drops a
 * column called __proto__.
 */
export const mappingInput = textsByName<Mapping>(['string', 'null']);

export const constantsInput = textsByName<Constants>(['string']);

/** Mapping and constants of an export. */
export const matchingInput = z.object({ mapping: mappingInput, constants: constantsInput.default({}) });

function textsByName<Texts>(type: readonly string[]) {
  const checked = z.custom<Texts>().superRefine((value, context) => {
    if (value === undefined) return context.addIssue({ code: 'custom' });
    const wrong = (path: string[], expected: string, got: string) =>
      context.addIssue({ code: 'custom', message: 'type_wrong', path, params: { expected, got } });
    const got = jsonTypeOf(value);
    if (got !== 'object') return wrong([], 'object', got);
    for (const [name, text] of Object.entries(Object(value)))
      if (!type.includes(jsonTypeOf(text))) wrong([name], type.join(' or '), jsonTypeOf(text));
  });
  return checked.meta({ type: 'object', additionalProperties: { type } });
}

/** Input for an export, shared by the form and the action. */
export function exportInput(parameters: z.ZodType<ExportParameters>) {
  return matchingInput.extend({
    upload: z.int().positive(),
    authentication: z.int({ error: 'authentication_required' }).positive(),
    parameters,
    alreadyAccepted: z.enum(['skip', 'send']).default('skip'),
    delivery: z.enum(DELIVERIES).default('at_least_once'),
  });
}

/** How to reread a file. */
export const reading = z.object({
  upload: z.int().positive(),
  encoding: z.string().max(40),
  format: z.enum(FORMATS),
  delimiter: z.enum(DELIMITERS),
  headerRow: z.int().min(NO_HEADER_ROW).max(HEADER_ROWS),
});
