import { z } from 'zod';
import { defineRoute, noInput } from '../../api/route.ts';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { presetName } from '../../core/matching/preset-input.ts';
import { findPreset, savePreset } from '../../operations/exports/remember-mapping.ts';
import { presetOptions } from '../../runtime/operation-options.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { mappingObject, mappingShape } from '../shapes/mapping.ts';
import { registerShape } from '../shapes/shape-registry.ts';

/** In order of ids, so that changes do not move items between pages. */
export const listMappings = defineRoute({
  id: 'listMappings',
  method: 'GET',
  path: '/mappings',
  tag: 'mappings',
  input: z.object(pageInput),
  answer: registerShape('SavedMappingPage', pageShape(mappingShape)),
  run({ cursor = 0, limit }, { presets }) {
    const rest = presets
      .list()
      .filter(({ id }) => id > cursor)
      .sort((a, b) => a.id - b.id);
    return toPage(rest, limit, ({ id }) => id, mappingObject);
  },
});

/** Saves the mapping for files with the header of this upload; replaces an existing one. */
export const saveMapping = defineRoute({
  id: 'saveMapping',
  method: 'POST',
  path: '/uploads/{upload}/mapping',
  tag: 'mappings',
  input: matchingInput.extend({ name: presetName.shape.name.optional() }),
  answer: mappingShape,
  run({ upload, name, ...matching }, runtime) {
    const options = { ...presetOptions(runtime), ...(name !== undefined && { name }) };
    return mappingObject(savePreset(getFileConnector(), runtime.uploads.get(upload), matching, options));
  },
});

/** The mapping for files with the header of this upload, with its spelling of the columns. */
export const findMapping = defineRoute({
  id: 'findMapping',
  method: 'GET',
  path: '/uploads/{upload}/mapping',
  tag: 'mappings',
  input: noInput,
  answer: registerShape('FoundMapping', z.object({ mapping: mappingShape.nullable() })),
  run({ upload }, runtime) {
    const preset = findPreset(getFileConnector(), runtime.uploads.get(upload), presetOptions(runtime));
    return { mapping: preset ? mappingObject(preset) : null };
  },
});

export const getMapping = defineRoute({
  id: 'getMapping',
  method: 'GET',
  path: '/mappings/{mapping}',
  tag: 'mappings',
  input: noInput,
  answer: mappingShape,
  run: ({ mapping }, { presets }) => mappingObject(presets.get(mapping)),
});

export const renameMapping = defineRoute({
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

export const deleteMapping = defineRoute({
  id: 'deleteMapping',
  method: 'DELETE',
  path: '/mappings/{mapping}',
  tag: 'mappings',
  input: noInput,
  answer: 'nothing',
  run({ mapping }, { presets }) {
    presets.remove(presets.get(mapping).id);
  },
});
