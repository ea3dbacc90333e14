import { z } from 'zod';
import { DELIMITERS, TEXT_FORMATS } from './file-format.ts';

const MALFORMED = 'input_malformed';
const NAME_REQUIRED = 'upload_name_required';

/** The name of an uploaded file. */
export const uploadName = z.string(NAME_REQUIRED).min(1, NAME_REQUIRED).max(255, NAME_REQUIRED);

/** Excel allows 31 characters, other programs more. */
export const sheetName = z.string(MALFORMED).max(255, MALFORMED);

/** What a client declares about a file; shared by the console's pages and the API. */
export const declaredProperties = z.object({
  sha256: z
    .string(MALFORMED)
    .regex(/^[0-9a-f]{64}$/, MALFORMED)
    .optional(),
  encoding: z.string(MALFORMED).max(40, MALFORMED).optional(),
  format: z.enum(TEXT_FORMATS, MALFORMED).optional(),
  delimiter: z.enum(DELIMITERS, MALFORMED).optional(),
  sheet: sheetName.optional(),
});
