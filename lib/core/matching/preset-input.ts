import { z } from 'zod';
import { nameInput } from '../text/name.ts';

/** Input for mapping presets, shared by the form and the action. */

export const presetName = z.object({
  name: nameInput({ required: 'preset_name_required', tooLong: 'preset_name_required' }),
});
