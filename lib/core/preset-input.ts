import { z } from 'zod';
import { matchingInput } from './export-input.ts';
import { MAX_PRESET_NAME } from './mapping-preset.ts';

/** What a person enters for a mapping that is kept; the same rules in the form and in the action. */

export const presetName = z.object({
  name: z
    .string({ error: 'preset_name_required' })
    .trim()
    .min(1, 'preset_name_required')
    .max(MAX_PRESET_NAME, 'preset_name_required'),
});

const id = z.int().positive();

export const presetToSave = matchingInput.extend({ upload: id, ...presetName.shape });
export const presetToRename = presetName.extend({ id });
export const presetChosen = z.object({ id });
