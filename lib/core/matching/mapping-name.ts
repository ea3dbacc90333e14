import { z } from 'zod';
import { nameInput } from '../text/name.ts';

/** The name of a saved mapping as input, shared by the form and the commands. */

export const mappingName = z.object({
  name: nameInput({ required: 'mapping_name_required', tooLong: 'mapping_name_required' }),
});
