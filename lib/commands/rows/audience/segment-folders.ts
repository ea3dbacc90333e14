import { z } from 'zod';
import { folderName } from '../../../core/audience/segment.ts';
import { UserError } from '../../../core/errors.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { folderObject, folderShape } from '../../shapes/audience/segment.ts';
import { registerShape } from '../../shapes/shape-registry.ts';

export const listFolders = defineCommand({
  id: 'listFolders',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ parent_segment: idNumber }),
  answer: registerShape('SegmentFolders', z.object({ data: z.array(folderShape) })),
  run: async ({ parent_segment: id }, { parentSegments, segments }) => ({
    data: (await segments.folders((await parentSegments.get(id)).id)).map(folderObject),
  }),
});

/** Creates a folder in another folder, or in the root. */
export const createFolder = defineCommand({
  id: 'createFolder',
  permission: 'audiences.write',
  effect: 'changes',
  object: 'folder',
  input: z.object({ parent_segment: idNumber, name: folderName, parent: z.int().optional() }),
  answer: folderShape,
  async run({ parent_segment: id, name, parent }, { parentSegments, segments }) {
    await parentSegments.get(id); // throws if unknown
    const parentFolder =
      parent === undefined ? await segments.findOrCreateFolder(id, []) : await segments.folder(parent);
    if (parentFolder.parentSegment !== id) throw new UserError('folder_unknown', { name: String(parent) });
    return folderObject(await segments.createFolder(parentFolder, name));
  },
});

/** Renames a folder, moves it into another one with all it contains, or both. */
export const changeFolder = defineCommand({
  id: 'changeFolder',
  permission: 'audiences.write',
  effect: 'changes',
  input: z.object({
    folder: idNumber,
    name: folderName.optional(),
    parent: z.int().optional(),
    /** The name that the client loaded; the change is refused if the folder has been renamed since. */
    if_name: z.string().optional(),
  }),
  answer: folderShape,
  run({ folder: id, name, parent, if_name: ifName }, { segments, inOneTransaction }) {
    return inOneTransaction(async () => {
      const before = await segments.folder(id);
      if (ifName !== undefined && ifName !== before.name)
        throw new UserError('folder_renamed', { before: ifName, name: before.name });
      const newParent = parent ?? before.parent;
      if (before.parent === null || newParent === null) throw new UserError('folder_is_root');
      if ((await segments.folder(newParent)).parentSegment !== before.parentSegment)
        throw new UserError('folder_unknown', { name: String(newParent) });
      return folderObject(await segments.changeFolder(id, { name: name ?? before.name, parent: newParent }));
    });
  },
});

/** Deletes a folder, which must be empty. */
export const deleteFolder = defineCommand({
  id: 'deleteFolder',
  permission: 'audiences.write',
  effect: 'changes',
  input: z.object({ folder: idNumber }),
  answer: 'nothing',
  run: ({ folder }, { segments }) => segments.deleteFolder(folder),
});
