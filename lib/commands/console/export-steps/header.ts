import { getFileConnector } from '../../../connectors/file-connector.ts';
import { isNameOfField } from '../../../core/matching/suggest-mapping.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import type { FirstRow } from '../../../core/view/upload/first-row.ts';
import { countShapes } from '../../../operations/uploads/count-row-shapes.ts';
import { describeHeader } from '../../../operations/uploads/describe-header.ts';
import { firstCells, headerCells } from '../../../operations/uploads/first-cells.ts';
import { readableUpload } from '../../../operations/uploads/readable-upload.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { abortSignal, defineInternalCommand } from '../../command.ts';
import { concealText, forActor } from '../../concealed/concealed.ts';
import { uploadInput } from '../../inputs/upload-input.ts';

/**
 * The first rows of a file, masked below its header, the evidence for its encoding, and whether the file is in use,
 * because a file in use cannot be re-read.
 */
export const viewHeaderStep = defineInternalCommand({
  id: 'viewHeaderStep',
  permission: 'uploads.read',
  effect: 'reads',
  input: uploadInput,
  async run({ upload: id }, runtime, actor) {
    const upload = await readableUpload(runtime, id);
    const encoding = upload.workbook ? null : await runtime.files.surveyEncoding(upload.folder);
    const rows = await firstRowsOf(id, runtime, { showPersonal: false });
    const cells = await headerCells(upload, runtime);
    const header = describeHeader(upload, cells, isNameOfField(getFileConnector().fields));
    const shown = forActor(actor, rows, (all) => all.map((row) => concealRow(row, upload)));
    return { rows: shown, encoding, ...header, isInUse: await runtime.uploads.hasJobsOrFixes(id) };
  },
});

/** The row of column names is not concealed, because column names are shown everywhere. */
function concealRow(row: FirstRow, { headerRow, format }: Pick<Upload, 'headerRow' | 'format'>): FirstRow {
  if (row.row === headerRow && format !== 'jsonl') return row;
  return { ...row, isMasked: true, cells: row.cells.map(concealText) };
}

export const showFirstRows = defineInternalCommand({
  id: 'showFirstRows',
  permission: 'values.show',
  effect: 'shows',
  input: uploadInput,
  run: ({ upload }, runtime) => firstRowsOf(upload, runtime, { showPersonal: true }),
});

async function firstRowsOf(id: number, runtime: Runtime, { showPersonal }: { readonly showPersonal: boolean }) {
  return firstCells(await readableUpload(runtime, id), { ...runtime, showPersonal });
}

/** The number of rows, and of those that are too short or too long. Reads the whole file. */
export const countRowShapes = defineInternalCommand({
  id: 'countRowShapes',
  permission: 'uploads.read',
  effect: 'reads',
  input: uploadInput.extend({ signal: abortSignal }),
  async run({ upload: id, signal }, runtime) {
    const upload = await readableUpload(runtime, id);
    return countShapes(runtime.rowsOf(upload), upload.start, signal);
  },
});
