import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { exportInput } from '../../core/export/export-input.ts';
import { countAlreadyAccepted } from '../../operations/exports/count-already-accepted.ts';
import { rememberMapping } from '../../operations/exports/remember-mapping.ts';
import { resolveExport } from '../../operations/exports/resolve-export.ts';
import { startExport } from '../../operations/exports/start-export.ts';
import { countOptions } from '../../runtime/operation-options.ts';
import { abortSignal, defineView, noInput } from '../command.ts';

const input = exportInput(getFileConnector().parameters);

/** Creates the export that the last step shows, and saves its mapping for later files. Returns the job's id. */
export const sendEvents = defineView({
  id: 'sendEvents',
  permission: 'exports.create',
  usesAddresses: true,
  input: input.extend({
    /** Length of the fixes that the page showed; missing if the file was not reviewed. */
    seen: z.int().nonnegative().optional(),
  }),
  async run({ alreadyAccepted, delivery, repeats, seen, ...request }, runtime) {
    const resolved = await resolveExport(request, runtime);
    const { id } = startExport(resolved, { alreadyAccepted, delivery, repeats, seen }, runtime);
    rememberMapping(resolved.connector, resolved.upload, resolved.matching, runtime);
    return id;
  },
});

/** The number of records that an export would skip as already accepted. It reads the whole file. */
export const viewAlreadyAccepted = defineView({
  id: 'viewAlreadyAccepted',
  permission: 'exports.create',
  input: input.extend({ signal: abortSignal }),
  async run({ signal, ...request }, runtime) {
    const options = countOptions(runtime, await resolveExport(request, runtime));
    return countAlreadyAccepted({ ...options, signal });
  },
});

/** All saved mappings, by name. */
export const viewMappings = defineView({
  id: 'viewMappings',
  permission: 'mappings.read',
  input: noInput,
  run: (_, { presets }) => presets.list(),
});
