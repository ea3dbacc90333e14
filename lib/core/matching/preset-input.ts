import { z } from 'zod';
import { matchingInput } from '../export/export-input.ts';
import { nameInput } from '../text/name.ts';

/** Input for mapping presets, shared by the form and the action. */

export const presetName = z.object({
  name: nameInput({ required: 'preset_name_required', tooLong: 'preset_name_required' }),
});

const id = z.int().positive();

export const presetToSave = matchingInput.extend({ upload: id, ...presetName.shape });
export const presetToRename = presetName.extend({ id });
export const presetChosen = z.object({ id });
