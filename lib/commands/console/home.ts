import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { listPaletteObjects } from '../../operations/jobs/list-palette-objects.ts';
import { viewHome as view } from '../../operations/jobs/view-home.ts';
import { receiveSampleFile } from '../../runtime/sample-data.ts';
import { defineInternalCommand, noInput } from '../command.ts';

/** The home page, and what every page shows. */

export const viewHome = defineInternalCommand({
  id: 'viewHome',
  permission: 'jobs.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    return { ...(await view(runtime)), auditFault: runtime.auditChain.lastReport()?.fault ?? null };
  },
});

/** Uploads the bundled example file. Returns the settings for exporting it to the sandbox. */
export const loadSample = defineInternalCommand({
  id: 'loadSample',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  input: noInput,
  run: (_, runtime) => receiveSampleFile(runtime, getFileConnector()),
});

/** Everything that the palette can open. */
export const viewPaletteObjects = defineInternalCommand({
  id: 'viewPaletteObjects',
  permission: 'jobs.read',
  effect: 'reads',
  input: noInput,
  run: (_, runtime) => listPaletteObjects(runtime),
});

/** Further notices are shown as a number. */
const MAX_NOTICES = 100;

/** Notices of jobs and workflow attempts after a cursor of the outbox. Without a cursor, returns the newest cursor. */
export const viewNotices = defineInternalCommand({
  id: 'viewNotices',
  permission: 'notifications.read',
  effect: 'reads',
  input: z.object({ after: z.int().nonnegative().optional() }),
  async run({ after }, { outbox }) {
    const newest = await outbox.newestId();
    if (after === undefined) return { cursor: newest, notices: [] };
    // A cursor after the newest comes from another data folder or from deleted rows.
    return outbox.after(Math.min(after, newest), MAX_NOTICES);
  },
});
