import { z } from 'zod';
import { DELIVERIES, REPEATS } from '../job/job.ts';
import { MAX_COLUMN_NAME, MAX_COLUMNS } from '../upload/file-format.ts';
import { constantsInput } from './export-input.ts';
import { mappingInput } from './mapping-input.ts';

/** How long an untouched draft is kept. */
export const DRAFT_RETENTION_MS = 7 * 24 * 60 * 60 * 1000;

const MAX_ACCOUNT_LENGTH = 200;

/** A person's choices for an export that is not created yet. The file's values are only in it if they are matched. */
export const exportDraft = z.object({
  mapping: mappingInput.optional(),
  constants: constantsInput.optional(),
  /** Whether the saved mapping for the file's header is not used, because the person has started over. */
  withoutSaved: z.boolean().optional(),
  /** Columns whose field was suggested because of a similar name, and confirmed by a person. */
  checked: z.array(z.string().max(MAX_COLUMN_NAME)).max(MAX_COLUMNS).optional(),
  form: z
    .object({
      authentication: z.number().nullable(),
      account: z.string().max(MAX_ACCOUNT_LENGTH),
      skip: z.boolean(),
      delivery: z.enum(DELIVERIES),
      repeats: z.enum(REPEATS),
    })
    .partial()
    .optional(),
  /** The furthest step reached, named as in the paths of pages. Only `send` is stored: see `stepReached`. */
  step: z
    .string()
    .regex(/^[a-z]{1,20}$/)
    .optional(),
});

export type ExportDraft = z.output<typeof exportDraft>;

/**
 * The furthest step reached; undefined if nothing shows it. A mapping or checked columns show the Match step, and edits
 * by a person the Review step.
 */
export function stepReached({ step, mapping, checked }: ExportDraft, isEdited: boolean): string | undefined {
  if (step === undefined && isEdited) return 'review';
  return step ?? (mapping || checked ? 'match' : undefined);
}
