import { z } from 'zod';
import type { ExportParameters } from './connector.ts';

/** Which field each column feeds, as it comes from a page; whether it fits the file is for the plan to say. */
export const mappingInput = z.record(z.string(), z.string().nullable());

/** What a person decides for an export, beside the file; the same rules in the form and in the action. */
export function exportInput(parameters: z.ZodType<ExportParameters>) {
  return z.object({
    upload: z.int().positive(),
    authentication: z.int({ error: 'authentication_required' }).positive(),
    mapping: mappingInput,
    parameters,
    alreadyAccepted: z.enum(['skip', 'send']).default('skip'),
  });
}
