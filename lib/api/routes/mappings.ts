import { z } from 'zod';
import { matchingInput } from '../../core/export/export-input.ts';
import { presetName } from '../../core/matching/preset-input.ts';
import { findPreset, savePreset } from '../../operations/exports/remember-mapping.ts';
import { presetOptions } from '../../runtime/operation-options.ts';
import { connectorOfFiles } from '../connector-of-files.ts';
import { pageAsked, pageOf, turn } from '../page.ts';
import { nothing, route } from '../route.ts';
import { mappingObject, mappingShape } from '../shapes/mapping.ts';
import { named } from '../shapes/named.ts';

/** In the order of their ids, so that what changes meanwhile moves to no other page. */
export const listMappings = route({
  id: 'listMappings',
  method: 'GET',
  path: '/mappings',
  tag: 'mappings',
  input: z.object(pageAsked),
  answer: named('SavedMappingPage', pageOf(mappingShape)),
  run({ cursor = 0, limit }, { presets }) {
    const behind = presets
      .list()
      .filter(({ id }) => id > cursor)
      .sort((a, b) => a.id - b.id);
    return turn(behind, limit, ({ id }) => id, mappingObject);
  },
});

/** For files with the header of this upload, in the place of the one that is there. */
export const saveMapping = route({
  id: 'saveMapping',
  method: 'POST',
  path: '/uploads/{upload}/mapping',
  tag: 'mappings',
  input: matchingInput.extend({ name: presetName.shape.name.optional() }),
  answer: mappingShape,
  run({ upload, name, ...matching }, runtime) {
    const options = { ...presetOptions(runtime), ...(name !== undefined && { name }) };
    return mappingObject(savePreset(connectorOfFiles(), runtime.uploads.get(upload), matching, options));
  },
});

/** The one for files with the header of this upload, its columns spelled as there. */
export const findMapping = route({
  id: 'findMapping',
  method: 'GET',
  path: '/uploads/{upload}/mapping',
  tag: 'mappings',
  input: nothing,
  answer: named('FoundMapping', z.object({ mapping: mappingShape.nullable() })),
  run({ upload }, runtime) {
    const preset = findPreset(connectorOfFiles(), runtime.uploads.get(upload), presetOptions(runtime));
    return { mapping: preset ? mappingObject(preset) : null };
  },
});

export const getMapping = route({
  id: 'getMapping',
  method: 'GET',
  path: '/mappings/{mapping}',
  tag: 'mappings',
  input: nothing,
  answer: mappingShape,
  run: ({ mapping }, { presets }) => mappingObject(presets.get(mapping)),
});

export const renameMapping = route({
  id: 'renameMapping',
  method: 'PATCH',
  path: '/mappings/{mapping}',
  tag: 'mappings',
  input: presetName,
  answer: mappingShape,
  run({ mapping, name }, { presets }) {
    presets.rename(mapping, name);
    return mappingObject(presets.get(mapping));
  },
});

export const deleteMapping = route({
  id: 'deleteMapping',
  method: 'DELETE',
  path: '/mappings/{mapping}',
  tag: 'mappings',
  input: nothing,
  answer: 'nothing',
  run({ mapping }, { presets }) {
    presets.remove(presets.get(mapping).id);
  },
});
