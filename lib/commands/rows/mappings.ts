import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { mappingName } from '../../core/matching/mapping-name.ts';
import { findSavedMapping } from '../../operations/exports/remember-mapping.ts';
import { saveDecisions } from '../../operations/mappings/remember-export.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { defineCommand, idNumber } from '../command.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { mappingObject, savedMappingShape } from '../shapes/mapping.ts';
import { registerShape } from '../shapes/shape-registry.ts';

/** Lists saved mappings by id, so that changes do not move items between pages. */
export const listMappings = defineCommand({
  id: 'listMappings',
  permission: 'mappings.read',
  effect: 'reads',
  input: z.object(pageInput),
  answer: registerShape('SavedMappingPage', pageShape(savedMappingShape)),
  async run({ cursor = 0, limit }, { savedMappings }) {
    const remaining = (await savedMappings.list()).filter(({ id }) => id > cursor).sort((a, b) => a.id - b.id);
    return toPage(remaining, limit, ({ id }) => id, mappingObject);
  },
});

/**
 * Saves a mapping for files with the header of this upload, together with the way the upload was read and its fixes of
 * whole columns. Replaces an existing saved mapping.
 */
export const saveMapping = defineCommand({
  id: 'saveMapping',
  permission: 'mappings.write',
  effect: 'changesInSteps',
  object: 'mapping',
  input: matchingInput.extend({ name: mappingName.shape.name.optional(), upload: idNumber }),
  answer: savedMappingShape,
  async run({ upload: id, name, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    return mappingObject(await saveDecisions({ connector: getFileConnector(), upload, matching }, name, runtime));
  },
});

/** The saved mapping for files with the header of this upload, with column names spelled as in the upload. */
export const findMapping = defineCommand({
  id: 'findMapping',
  permission: 'mappings.read',
  effect: 'reads',
  input: z.object({ upload: idNumber }),
  answer: registerShape('FoundMapping', z.object({ mapping: savedMappingShape.nullable() })),
  async run({ upload }, runtime) {
    const savedMapping = await findSavedMapping(getFileConnector(), await runtime.uploads.get(upload), runtime);
    return { mapping: savedMapping ? mappingObject(savedMapping) : null };
  },
});

export const getMapping = defineCommand({
  id: 'getMapping',
  permission: 'mappings.read',
  effect: 'reads',
  input: z.object({ mapping: idNumber }),
  answer: savedMappingShape,
  run: async ({ mapping }, { savedMappings }) => mappingObject(await savedMappings.get(mapping)),
});

export const renameMapping = defineCommand({
  id: 'renameMapping',
  permission: 'mappings.write',
  effect: 'changes',
  input: mappingName.extend({ mapping: idNumber }),
  answer: savedMappingShape,
  async run({ mapping, name }, { savedMappings }) {
    await savedMappings.rename(mapping, name);
    return mappingObject(await savedMappings.get(mapping));
  },
});

export const deleteMapping = defineCommand({
  id: 'deleteMapping',
  permission: 'mappings.write',
  effect: 'changes',
  input: z.object({ mapping: idNumber }),
  answer: 'nothing',
  async run({ mapping }, { savedMappings }) {
    await savedMappings.get(mapping); // throws if unknown
    await savedMappings.delete(mapping);
  },
});
