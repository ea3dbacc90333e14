import { z } from 'zod';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import { repeatsRequest } from '../../../core/review/repeats/repeats-view.ts';
import { countRepeats, listRepeats } from '../../../operations/review/repeats/list-repeats.ts';
import { reviewOptions } from '../../../runtime/operation-options.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineInternalCommand, idNumber } from '../../command.ts';
import { forActor } from '../../concealed/concealed.ts';
import { concealRepeats } from '../../concealed/concealed-review.ts';

const ofUpload = { upload: idNumber };

/** How many records of a reviewed file repeat the event of an earlier one. */
export const viewRepeats = defineInternalCommand({
  id: 'viewRepeats',
  permission: 'reviews.read',
  effect: 'reads',
  input: z.object(ofUpload),
  run: ({ upload }, runtime) => countRepeats(upload, runtime),
});

const rowsInput = repeatsRequest.extend(ofUpload);

/** A page of repeats, by event; personal values are masked. */
export const viewRepeatRows = defineInternalCommand({
  id: 'viewRepeatRows',
  permission: 'reviews.read',
  effect: 'reads',
  input: rowsInput,
  run: async (request, runtime, actor) =>
    forActor(actor, await rowsOf(request, runtime, { showPersonal: false }), concealRepeats),
});

export const showRepeatRows = defineInternalCommand({
  id: 'showRepeatRows',
  permission: 'values.show',
  effect: 'shows',
  input: rowsInput,
  run: (request, runtime) => rowsOf(request, runtime, { showPersonal: true }),
});

function rowsOf(
  { upload, ...request }: z.output<typeof rowsInput>,
  runtime: Runtime,
  { showPersonal }: { readonly showPersonal: boolean },
) {
  return listRepeats(upload, { ...request, showPersonal }, reviewOptions(runtime, getFileConnector()));
}
