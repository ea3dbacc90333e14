import { z } from 'zod';
import { DELIVERIES } from '../job/job.ts';
import { MAX_COLUMN_NAME, MAX_COLUMNS } from '../upload/file-format.ts';
import { constantsInput, mappingInput } from './export-input.ts';

/** How long a draft that nobody goes on with is kept. */
export const DRAFT_REST_MS = 7 * 24 * 60 * 60 * 1000;

const MAX_ACCOUNT = 200;

/** What a person has decided for an export that is not made yet: the file's values are no part of it. */
export const exportDraft = z.object({
  mapping: mappingInput.optional(),
  constants: constantsInput.optional(),
  /** Columns whose field somebody has looked at, though their names are only alike. */
  checked: z.array(z.string().max(MAX_COLUMN_NAME)).max(MAX_COLUMNS).optional(),
  form: z
    .object({
      authentication: z.number().nullable(),
      account: z.string().max(MAX_ACCOUNT),
      test: z.boolean(),
      skip: z.boolean(),
      delivery: z.enum(DELIVERIES),
    })
    .partial()
    .optional(),
  /** The last part of the address of the furthest step that was reached. */
  step: z
    .string()
    .regex(/^[a-z]{1,20}$/)
    .optional(),
});

export type ExportDraft = z.output<typeof exportDraft>;
